import { CHANGE, LIFE, type StoredKind } from "./declare.ts";

const evidence = {
  table: "Security",
  dataSet: "regulatory",
  legalBasis: "legal-obligation",
  recipients: [],
} as const;
const vault = {
  table: "Vault",
  dataSet: "operator",
  legalBasis: "legal-obligation",
  recipients: ["KMS (ids of operator, subject and purpose)"],
  seenWith: [],
} as const;

export const SECURITY_KINDS: readonly StoredKind[] = [
  {
    ...evidence,
    sortKey: "SIGNAL#",
    what: "security signal, with pseudonyms",
    purpose: "Notice attacks and misuse",
    retention: { days: 400 },
    seenWith: ["security:read"],
    attributes: { clear: ["operatorId", "kind", "subject", "at", "evidence", "ttl"] },
  },
  {
    ...evidence,
    sortKey: "REVIEW#",
    what: "review of access",
    purpose: "Take back rights that nobody needs",
    retention: { until: "the operator ends" },
    seenWith: ["reviews:read"],
    attributes: {
      clear: [
        ...["operatorId", "campaignId", "scope", "items", "openedAt", "dueAt", "closedAt"],
        ...[...LIFE, ...CHANGE],
      ],
    },
  },
  {
    ...evidence,
    sortKey: "APPROVAL#",
    what: "request that a second person decides",
    purpose: "Prove who allowed what",
    retention: { until: "the operator ends" },
    seenWith: ["approvals:read"],
    attributes: {
      clear: [
        ...["operatorId", "approvalId", "action", "payload", "maker", "checker", "reason", "state"],
        ...["requestedAt", "decidedAt", "closedAt", "expiresAt", "failureCode"],
        ...["requiredPermission", ...LIFE, ...CHANGE],
      ],
      hash: ["payloadHash"],
    },
  },
  {
    ...evidence,
    sortKey: "ACCESS#",
    what: "who looked at personal data, and why",
    purpose: "Prove who looked at personal data",
    retention: { days: 400 },
    seenWith: ["audit:read"],
    attributes: {
      clear: [
        ...["operatorId", "subject", "operationId", "target", "reason", "requestId", "at", "ttl"],
        ...["driverId", "by", "fields"],
      ],
    },
  },
  {
    ...evidence,
    sortKey: "EVENT#",
    what: "security event that a charger reported",
    dataSet: "device",
    purpose: "Notice attacks on chargers",
    legalBasis: "legitimate-interest",
    retention: { days: 400 },
    seenWith: ["security:read"],
    attributes: {
      clear: [
        ...["operatorId", "chargerId", "type", "occurredAt", "timestamp", "receivedAt", "ttl"],
        ...CHANGE,
      ],
      sealed: ["techInfo"],
    },
  },
  {
    ...vault,
    sortKey: "KEY#",
    what: "wrapped data keys of one subject and purpose",
    purpose: "Open what is sealed, and erase it by destroying the key",
    retention: { until: "the subject is erased, or the operator ends" },
    attributes: {
      clear: ["operatorId", "subjectId", "purpose", "newest", "keyArn", "createdAt", "rotationId"],
      sealed: ["wrapped"],
    },
  },
  {
    ...vault,
    sortKey: "WRAPPING-KEY",
    what: "KMS key of the operator's own that wraps its data keys",
    purpose: "Let an operator hold the key of its data itself",
    legalBasis: "not-personal",
    retention: { until: "the operator ends" },
    attributes: { clear: ["operatorId", "keyArn", "setAt"] },
  },
  {
    ...vault,
    sortKey: "ERASED#",
    what: "that the keys of a subject were destroyed",
    purpose: "Prove an erasure, and make no new key after it",
    retention: { until: "the operator ends" },
    attributes: { clear: ["operatorId", "subjectId", "erasedAt"] },
  },
];
