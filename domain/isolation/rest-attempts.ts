import { CANARY, CANARY_THINGS } from "./canaries.ts";

/** A request to the public API. */
export interface RestAttempt {
  readonly name: string;
  readonly isOwn: boolean;
  readonly method: "DELETE" | "GET" | "PATCH" | "POST";
  readonly path: string;
  readonly body?: object;
}

const { siteId, chargerId, tokenRef, tariffId } = CANARY_THINGS;
const at = (operatorId: string, path: string) => `/v1/operators/${operatorId}/${path}`;

const READ = { method: "GET", path: `sites/${siteId}` } as const;
const WRITE = {
  method: "PATCH",
  path: `tokens/${tokenRef}`,
  body: { label: "Tried by the canary" },
} as const;

/** What must work at home first, and what must find nothing next door, by ids that are there. */
export const REST_ATTEMPTS: readonly RestAttempt[] = [
  { name: "own read", isOwn: true, ...READ, path: at(CANARY.own, READ.path) },
  { name: "own write", isOwn: true, ...WRITE, path: at(CANARY.own, WRITE.path) },
  { name: "foreign read", isOwn: false, ...READ, path: at(CANARY.foreign, READ.path) },
  { name: "foreign list", isOwn: false, method: "GET", path: at(CANARY.foreign, "chargers") },
  { name: "foreign write", isOwn: false, ...WRITE, path: at(CANARY.foreign, WRITE.path) },
  {
    name: "foreign delete",
    isOwn: false,
    method: "DELETE",
    path: at(CANARY.foreign, `tariffs/${tariffId}`),
  },
  {
    name: "foreign command",
    isOwn: false,
    method: "POST",
    path: at(CANARY.foreign, `chargers/${chargerId}/commands`),
    body: { action: "ClearCache", payload: {}, ocppVersion: "ocpp1.6" },
  },
];
