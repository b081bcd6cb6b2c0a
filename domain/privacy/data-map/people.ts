import { KEPT_DAYS } from "../../data-requests/retention.ts";
import { CHANGE, LIFE, type StoredKind } from "./declare.ts";

const driver = {
  table: "People",
  dataSet: "driver",
  legalBasis: "contract",
  retention: {
    until: `the driver is erased: on request, or ${KEPT_DAYS.inactiveDrivers} days idle`,
  },
  recipients: [],
  seenWith: ["drivers:read"],
} as const;

const proof = {
  table: "People",
  dataSet: "regulatory",
  legalBasis: "legal-obligation",
  retention: { days: 3_650 },
  recipients: [],
  seenWith: ["data-requests:read"],
} as const;

/** Drivers, what they answered and asked for, and what was destroyed. */
export const PEOPLE_KINDS: readonly StoredKind[] = [
  {
    ...driver,
    sortKey: "DRIVER#",
    what: "driver",
    purpose: "Serve a driver and answer to them",
    seenWith: ["drivers:read", "drivers:reveal", "drivers:export"],
    attributes: {
      clear: [
        ...["operatorId", "driverId", "state", "language", "restrictedAt", "objections"],
        ...["legalHold", "accountSubject", "lastActiveAt", ...LIFE, ...CHANGE],
      ],
      sealed: ["name", "email", "phone", "address", "plates"],
      "blind-index": ["lookups"],
    },
  },
  {
    ...driver,
    sortKey: "FIND#",
    what: "what leads to a driver, by a blind index in its key",
    purpose: "Find a driver by e-mail, telephone or plate",
    attributes: { clear: ["operatorId", "driverId", ...CHANGE] },
  },
  {
    ...driver,
    sortKey: "ACCOUNT#",
    what: "whose a driver's sign-in is",
    purpose: "Let a driver act on what is theirs",
    seenWith: [],
    attributes: { clear: ["operatorId", "driverId", "linkedAt", ...CHANGE] },
  },
  {
    ...driver,
    sortKey: "CODE#",
    what: "code that links an account, by its digest in its key",
    purpose: "Link a driver's sign-in",
    retention: { days: 1 },
    seenWith: [],
    attributes: { clear: ["operatorId", "driverId", "expiresAt", "ttl", ...CHANGE] },
  },
  {
    ...driver,
    sortKey: "TOKEN#",
    what: "that a token is a driver's",
    purpose: "Know whose a token is",
    attributes: {
      clear: ["operatorId", "driverId", "attachedAt", ...CHANGE],
      "blind-index": ["tokenRef"],
    },
  },
  {
    ...driver,
    sortKey: "SESSION#",
    what: "that a session is a driver's",
    purpose: "Show drivers their sessions",
    seenWith: ["drivers:export"],
    attributes: { clear: ["operatorId", "driverId", "sessionId", "startedAt", ...CHANGE] },
  },
  {
    ...proof,
    sortKey: "CONSENT#",
    what: "answer of a driver on a consent",
    purpose: "Prove what somebody consented to",
    seenWith: ["consents:read"],
    attributes: {
      clear: [
        ...["operatorId", "driverId", "purpose", "decision", "at", "channel", "source"],
        ...["noticeId", ...CHANGE],
      ],
      hash: ["noticeSha256"],
    },
  },
  {
    ...proof,
    sortKey: "NOTICE#",
    what: "version of the words that drivers are shown",
    purpose: "Prove by what words somebody consented",
    recipients: ["drivers"],
    seenWith: ["consents:read"],
    attributes: {
      clear: [
        ...["operatorId", "noticeId", "purpose", "language", "channel", "version", "text"],
        ...["publishedAt", "publishedBy", "retiredAt", ...CHANGE],
      ],
      hash: ["sha256"],
    },
  },
  {
    ...proof,
    sortKey: "REQUEST#",
    what: "request of a data subject",
    purpose: "Answer requests in time and prove it",
    attributes: {
      clear: [
        ...["operatorId", "dataRequestId", "driverId", "type", "regime", "origin", "state"],
        ...["receivedAt", "dueAt", "identity", "extension", "refusal", "receipt", "warnedDays"],
        ...[...LIFE, ...CHANGE],
      ],
      sealed: ["sealedDetails"],
    },
  },
  {
    ...proof,
    sortKey: "ERASURE#",
    what: "erasure of a driver, and how far it came",
    purpose: "Erase to the end and prove it",
    attributes: {
      clear: [
        ...["operatorId", "driverId", "cause", "dataRequestId", "requestedBy", "startedAt"],
        ...["step", "done", "finishedAt", "certificateId", "version", ...CHANGE],
      ],
    },
  },
  {
    ...proof,
    sortKey: "CERTIFICATE#",
    what: "certificate of a destruction",
    purpose: "Prove what was destroyed",
    attributes: {
      clear: [
        ...["operatorId", "certificateId", "cause", "driverId", "method", "from", "to", "kinds"],
        ...["issuedAt", "issuedBy", ...CHANGE],
      ],
      hash: ["sha256"],
    },
  },
  {
    ...proof,
    sortKey: "KEYROTATION#",
    what: "replacement of the operator's keys, and how far it came",
    purpose: "Replace keys to the end and prove it",
    seenWith: ["keys:read"],
    attributes: {
      clear: [
        ...["operatorId", "rotationId", "kind", "state", "step", "notBefore", "counts"],
        ...[
          "startedBy",
          "startedAt",
          "updatedAt",
          "finishedAt",
          "failureCode",
          "version",
          ...CHANGE,
        ],
      ],
      // It may be behind the key of a token.
      "blind-index": ["position"],
    },
  },
  {
    ...proof,
    sortKey: "KEYROTATING",
    what: "which replacement of keys is under way",
    purpose: "Replace keys once at a time",
    legalBasis: "not-personal",
    seenWith: [],
    attributes: { clear: ["operatorId", "rotationId", ...CHANGE] },
  },
  {
    ...proof,
    sortKey: "RETENTION",
    what: "up to which session readings are destroyed",
    purpose: "Destroy what was kept long enough",
    legalBasis: "not-personal",
    seenWith: [],
    attributes: { clear: ["operatorId", "readingsUpTo", "updatedAt"] },
  },
];
