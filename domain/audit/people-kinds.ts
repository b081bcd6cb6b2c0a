import type { ItemKind } from "./item-kind.ts";

/** Entries that lead from a driver to something, or from something to a driver: the journal must not lead there for ever. */
const link = { shown: [], writer: "system", id: "digest" } as const;
const proof = { writer: "system", id: "sort-key", searched: true } as const;

/** The items of the People table. A driver's id is random, and leads to nobody once they are erased. */
export const PEOPLE_KINDS: readonly ItemKind[] = [
  {
    kind: "driver",
    sk: "DRIVER#",
    shown: ["driverId", "state", "language", "restrictedAt", "objections"],
    withheld: [
      "name",
      "email",
      "phone",
      "address",
      "plates",
      "lookups",
      "accountSubject",
      "legalHold",
    ],
    bookkeeping: ["lastActiveAt"],
    writer: "system",
    id: "sort-key",
    searched: true,
  },
  { ...link, kind: "driver-index", sk: "FIND#", withheld: ["driverId"] },
  { ...link, kind: "driver-account", sk: "ACCOUNT#", withheld: ["driverId", "linkedAt"] },
  { ...link, kind: "account-code", sk: "CODE#", withheld: ["driverId", "expiresAt"] },
  { ...link, kind: "driver-token", sk: "TOKEN#", withheld: ["driverId", "attachedAt", "tokenRef"] },
  {
    ...link,
    kind: "driver-session",
    sk: "SESSION#",
    withheld: ["driverId", "sessionId", "startedAt"],
  },
  {
    ...proof,
    kind: "consent",
    sk: "CONSENT#",
    shown: [
      ...["driverId", "purpose", "decision", "at", "channel", "source", "noticeId"],
      "noticeSha256",
    ],
  },
  {
    ...proof,
    kind: "notice",
    sk: "NOTICE#",
    shown: [
      ...["noticeId", "purpose", "language", "channel", "text", "publishedAt", "publishedBy"],
      ...["retiredAt", "sha256"],
    ],
  },
  {
    ...proof,
    kind: "data-request",
    sk: "REQUEST#",
    shown: [
      ...["dataRequestId", "driverId", "type", "regime", "origin", "state", "receivedAt", "dueAt"],
      ...["identity", "extension", "refusal", "receipt"],
    ],
    withheld: ["sealedDetails"],
    bookkeeping: ["warnedDays"],
  },
  {
    ...proof,
    kind: "erasure",
    sk: "ERASURE#",
    shown: [
      ...["driverId", "cause", "dataRequestId", "requestedBy", "startedAt", "step", "done"],
      ...["finishedAt", "certificateId"],
    ],
  },
  {
    ...proof,
    kind: "destruction-certificate",
    sk: "CERTIFICATE#",
    shown: [
      ...["certificateId", "cause", "driverId", "method", "from", "to", "kinds", "issuedAt"],
      ...["issuedBy", "sha256"],
    ],
  },
  {
    kind: "retention",
    sk: "RETENTION",
    shown: ["readingsUpTo"],
    writer: "system",
    id: "partition",
  },
];
