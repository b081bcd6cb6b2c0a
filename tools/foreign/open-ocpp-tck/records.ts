import type { ChargewardRest } from "./chargeward-rest.ts";
import { profileHandle } from "./charging-profiles.ts";
import type { Records } from "./contract.ts";
import { KNOWN_TAGS } from "./fixtures.ts";
import { reservationRecords } from "./reservation-records.ts";

interface Session {
  readonly sessionId: string;
  readonly transactionId: number | string;
  readonly tokenRef?: string;
  readonly maskedTokenId?: string;
  readonly endedAt?: string;
  readonly stopReason?: string;
}

const POLL_MS = 500;
const DEFAULT_TIMEOUT_SECONDS = 15;
const MAX_PAGE = "100";

/** A session by its id, or undefined. */
async function sessionOf(rest: ChargewardRest, sessionId: string): Promise<Session | undefined> {
  if (sessionId === "") return undefined;
  return (await rest.find(`/sessions/${sessionId}`)) as Session | undefined;
}

/** The transaction's number on the wire. Throws where the session is not there. */
export async function transactionIdOf(rest: ChargewardRest, sessionId: string): Promise<number> {
  const session = await sessionOf(rest, sessionId);
  if (session === undefined) throw new Error("There is no such session.");
  return Number(session.transactionId);
}

/** Reads from REST what the platform believes has happened. */
export function chargewardRecords(rest: ChargewardRest): Records {
  async function sessions(query: Readonly<Record<string, string>>): Promise<readonly Session[]> {
    const page = (await rest.find("/sessions", query)) as { readonly items: readonly Session[] };
    return page.items;
  }

  /** REST names tokens by reference, so tags are compared by theirs. */
  async function tokenRefOf(idTag: string): Promise<string | undefined> {
    const token = await rest.post("/tokens/find", { tokenId: idTag });
    return (token as { readonly tokenRef: string } | undefined)?.tokenRef;
  }

  async function tagOf(tokenRef: string | undefined): Promise<string> {
    if (tokenRef === undefined) return "";
    for (const idTag of KNOWN_TAGS) {
      if ((await tokenRefOf(idTag)) === tokenRef) return idTag;
    }
    return "";
  }

  return {
    latestTransaction: async (chargerId) => {
      const [latest] = await sessions({ chargerId, limit: "1" });
      return latest?.sessionId ?? "";
    },
    waitForActiveTransaction: async (
      chargerId,
      idTag,
      timeoutSeconds = DEFAULT_TIMEOUT_SECONDS,
    ) => {
      const tokenRef = await tokenRefOf(idTag);
      const deadline = Date.now() + timeoutSeconds * 1000;
      do {
        const active = await sessions({ chargerId, state: "active", limit: MAX_PAGE });
        const found = active.find((session) => session.tokenRef === tokenRef);
        if (found !== undefined) return found.sessionId;
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      } while (Date.now() < deadline);
      throw new Error(`No session of that tag runs at ${chargerId} after ${timeoutSeconds} s.`);
    },
    transactionIdTag: async (id) => tagOf((await sessionOf(rest, id))?.tokenRef),
    transactionStopTimestamp: async (id) => (await sessionOf(rest, id))?.endedAt ?? "",
    transactionStopReason: async (id) => (await sessionOf(rest, id))?.stopReason ?? "",
    transactionCountForIdTag: async (chargerId, idTag) => {
      const tokenRef = await tokenRefOf(idTag);
      const all = await sessions({ chargerId, limit: MAX_PAGE });
      // A session of a tag that nobody knows shows no token at all.
      const isTheirs = (session: Session) =>
        tokenRef === undefined
          ? session.maskedTokenId === undefined
          : session.tokenRef === tokenRef;
      return String(all.filter(isTheirs).length);
    },
    reservations: reservationRecords(rest),
    chargingProfiles: { refByDescription: async (description) => profileHandle(description) },
  };
}
