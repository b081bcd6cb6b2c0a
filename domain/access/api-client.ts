import type { Permission } from "./permissions.ts";
import type { Standing } from "./standing.ts";

/** What says of a program that it is one, wherever people and programs are named side by side; no person's token bears it. */
export const PROGRAM_PREFIX = "client:";

/** A program that calls the API as itself, in one operator. Times are ISO 8601 UTC. */
export interface ApiClient {
  readonly operatorId: string;
  /** Subject of its access tokens; while nobody has fetched its secret, an id that no token can bear. */
  readonly clientId: string;
  readonly name: string;
  /** Who answers for it: a subject or a team. */
  readonly owner: string;
  readonly permissions: readonly Permission[];
  /** Where its permissions count; everywhere where absent. */
  readonly siteIds?: readonly string[];
  readonly expiresAt: string;
  /** Who made it: nobody else was shown its secret. */
  readonly createdBy: string;
  /** Since when it has a secret, and what people recognise that by. */
  readonly issuedAt?: string;
  readonly fingerprint?: string;
  readonly replaces?: string;
  /** Its successor: `expiresAt` then is the end of the time in which both count. */
  readonly replacedBy?: string;
  readonly revokedAt?: string;
  readonly revokedBy?: string;
  /** Since when the token service knows it no more. */
  readonly removedAt?: string;
  /** To the day. */
  readonly lastUsedAt?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

export type ApiClientState = "active" | "awaiting-secret" | "expired" | "replaced" | "revoked";

/** What somebody should look at. */
type ApiClientFinding = "expires-soon" | "unused";

const DAY_MS = 86_400_000;
const SOON_MS = 30 * DAY_MS;
const LONGEST_SILENCE_MS = 45 * DAY_MS;

/** How a program stands at a moment; a time that cannot be read is over. */
export function apiClientState(client: ApiClient, now: string): ApiClientState {
  if (client.revokedAt !== undefined) return "revoked";
  if (!(Date.parse(now) < Date.parse(client.expiresAt))) {
    return client.replacedBy === undefined ? "expired" : "replaced";
  }
  return client.issuedAt === undefined ? "awaiting-secret" : "active";
}

/** Whether a program will never call again. */
export function isApiClientOver(client: ApiClient, now: string): boolean {
  return ["expired", "replaced", "revoked"].includes(apiClientState(client, now));
}

/** What to look at in a program that calls, or could: it ends within 30 days, or nobody used it for 45. */
export function apiClientFindings(client: ApiClient, now: string): readonly ApiClientFinding[] {
  if (isApiClientOver(client, now)) return [];
  const nowMs = Date.parse(now);
  const usedMs = Date.parse(client.lastUsedAt ?? client.issuedAt ?? client.createdAt);
  const findings: ApiClientFinding[] = [];
  if (Date.parse(client.expiresAt) - nowMs <= SOON_MS) findings.push("expires-soon");
  if (!(nowMs - usedMs < LONGEST_SILENCE_MS)) findings.push("unused");
  return findings;
}

/** What a program may do: nothing before it has a secret, nor after it was revoked; its end is judged at each decision. */
export function standingOfApiClient(
  who: Pick<Standing, "subject" | "operatorId">,
  client: ApiClient | undefined,
  ownRoles: Standing["ownRoles"],
): Standing {
  const nothing = { ...who, assignments: [], grants: [], ownRoles };
  if (client?.issuedAt === undefined) return nothing;
  if (client.revokedAt !== undefined) return { ...nothing, disabledAt: client.revokedAt };
  const { clientId, permissions, siteIds, expiresAt } = client;
  const scopes = { clientId, permissions, expiresAt, ...(siteIds && { siteIds }) };
  return { ...nothing, client: scopes };
}
