import { setTimeout as pause } from "node:timers/promises";
import { addressOf, type Reply, requestFrom } from "./request-from.ts";

const SESSIONS = "/v1/adhoc/sessions";
const PATIENCE_MS = 60_000;

/** What the page of a connector says about beginning there. */
export interface Shown {
  readonly intent: string;
  readonly siteKey: string;
  readonly action: string;
}

/** What a token of the stand-in is to be. */
export interface TokenWish {
  readonly siteKey: string;
  readonly action: string;
  readonly hostname: string;
  readonly score: number;
  readonly ageMs?: number;
}

interface Begun {
  readonly attemptId: string;
  readonly handle: string;
}

/** A driver without an account, at an address of their own. */
export function newDriver(appUrl: string, address: number) {
  const send = requestFrom(appUrl, addressOf(address));
  return {
    /** What the page of a code shows. Throws where nobody can begin there. */
    async look(code: string): Promise<Shown> {
      const { status, body } = await send({ path: `/v1/adhoc/connectors/${code}` });
      if (status !== 200 || body.status !== "free" || !body.gate) {
        throw new Error(`Nobody can begin here: ${status} ${JSON.stringify(body)}`);
      }
      return { intent: body.intent, ...body.gate };
    },

    async token(wish: TokenWish): Promise<string> {
      const path = "/local/recaptcha/issue";
      return (await send({ method: "POST", path, body: wish })).body.token;
    },

    begin: (body: object): Promise<Reply> => send({ method: "POST", path: SESSIONS, body }),

    /** Looks at the attempt until it is as wanted, and gives it. */
    async until(
      { attemptId, handle }: Begun,
      everyMs: number,
      isWanted: (progress: Readonly<Record<string, unknown>>) => boolean,
    ): Promise<Readonly<Record<string, unknown>>> {
      const endsMs = performance.now() + PATIENCE_MS;
      const headers = { authorization: `Bearer ${handle}` };
      const path = `${SESSIONS}/${attemptId}/progress`;
      for (;;) {
        const { status, body } = await send({ path, headers });
        if (status === 200 && isWanted(body)) return body;
        if (performance.now() > endsMs) throw new Error(`Waited in vain at ${body.state}`);
        await pause(everyMs);
      }
    },

    /** Why the attempt was refused, as far as drivers are told. */
    async refusal({ attemptId, handle }: Begun): Promise<string> {
      const headers = { authorization: `Bearer ${handle}` };
      const { body } = await send({ path: `${SESSIONS}/${attemptId}`, headers });
      return String(body.refusal?.because);
    },

    /** Pays on the page of the stand-in; gives its status. */
    async pay(payUrl: string): Promise<number> {
      const { pathname, search } = new URL(payUrl);
      const path = `${pathname}${search}`;
      return (await send({ method: "POST", path, form: "card=works" })).status;
    },
  };
}

export type Driver = ReturnType<typeof newDriver>;
