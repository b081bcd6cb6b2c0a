import { CHANGE, LIFE, type StoredKind } from "./declare.ts";

const staff = {
  table: "Directory",
  dataSet: "operator",
  legalBasis: "legitimate-interest",
  recipients: [],
} as const;

/** Sign-ins of people and programs. */
export const ACCESS_KINDS: readonly StoredKind[] = [
  {
    ...staff,
    sortKey: "ACCOUNT#",
    what: "what counts for a person in every operator",
    purpose: "End a person's access everywhere at once",
    retention: { until: "the account is destroyed" },
    seenWith: [],
    attributes: {
      clear: ["subject", "signedOutBefore", "disabledAt", ...CHANGE],
    },
  },
  {
    ...staff,
    sortKey: "SIGNIN#",
    what: "sign-in of a person, with the network that it came from",
    purpose: "Let people see and end their sign-ins",
    retention: { days: 30 },
    seenWith: ["members:read"],
    attributes: {
      clear: [
        ...["subject", "signInId", "signedInAt", "firstSeenAt", "lastSeenAt", "sourceNetwork"],
        ...["program", "revokedAt", "revokedBy", "ttl", ...CHANGE],
      ],
    },
  },
  {
    ...staff,
    sortKey: "APICLIENT#",
    what: "program that uses the API",
    purpose: "Decide what a program may do",
    retention: { days: 455 },
    seenWith: ["api-clients:read"],
    attributes: {
      clear: [
        ...["operatorId", "clientId", "name", "owner", "permissions", "siteIds", "expiresAt"],
        ...["createdBy", "issuedAt", "replaces", "replacedBy", "revokedAt", "revokedBy"],
        ...["removedAt", "lastUsedAt", "ttl", ...LIFE, ...CHANGE],
      ],
      hash: ["fingerprint"],
    },
  },
  {
    ...staff,
    table: "Security",
    sortKey: "PROBE#",
    what: "run of the isolation canary",
    purpose: "Prove that operators are apart",
    legalBasis: "not-personal",
    retention: { days: 400 },
    seenWith: ["platform-health:read"],
    attributes: {
      clear: ["probeId", "startedAt", "finishedAt", "outcome", "attempts", "ttl"],
    },
  },
];
