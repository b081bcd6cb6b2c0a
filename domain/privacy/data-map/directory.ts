import { CHANGE, LIFE, type StoredKind } from "./declare.ts";

const staff = {
  table: "Directory",
  dataSet: "operator",
  legalBasis: "legitimate-interest",
  recipients: [],
} as const;

export const DIRECTORY_KINDS: readonly StoredKind[] = [
  {
    ...staff,
    sortKey: "OPERATOR",
    what: "operator and its settings",
    purpose: "Run the operator's platform",
    legalBasis: "contract",
    retention: { until: "the operator ends; that it ended stays" },
    seenWith: ["operator-settings:read"],
    attributes: {
      clear: [
        ...[
          "operatorId",
          "name",
          "countryCode",
          "currency",
          "timeZone",
          "settings",
          "profileWaiver",
        ],
        ...["suspendedAt", "suspendedBecause", "offboarding", "offboardedAt", ...LIFE, ...CHANGE],
      ],
    },
  },
  {
    ...staff,
    sortKey: "MEMBER#",
    what: "place of a person of the staff, by a pseudonym",
    purpose: "Decide who of the staff may do what",
    retention: { until: "the operator ends" },
    seenWith: ["members:read"],
    attributes: {
      clear: [
        ...["scope", "subject", "assignments", "grants", "disabledAt", "disabledBecause"],
        ...["enabledAt", "lastUsedAt", "leaving", "warnedOfEndAt", "signedOutBefore"],
        ...["secondFactorReset", ...LIFE, ...CHANGE],
      ],
    },
  },
  {
    ...staff,
    sortKey: "GRANT#",
    what: "right for a limited time",
    purpose: "Prove who was granted what and why",
    retention: { until: "the operator ends" },
    seenWith: ["grants:read"],
    attributes: {
      clear: [
        ...["operatorId", "grantId", "kind", "right", "siteIds", "subject", "reason", "startsAt"],
        ...["endsAt", "requestedAt", "requestedBy", "approvedAt", "approvedBy", "reviewedAt"],
        ...["reviewedBy", "revokedAt", "revokedBy", ...CHANGE],
      ],
    },
  },
  {
    ...staff,
    sortKey: "ROLES",
    what: "the newest of the operator's own roles",
    purpose: "Decide what a role may do",
    legalBasis: "not-personal",
    retention: { until: "the operator ends" },
    seenWith: ["roles:read"],
    attributes: { clear: ["roles", ...LIFE, ...CHANGE] },
  },
  {
    ...staff,
    sortKey: "ROLE#",
    what: "version of a role",
    purpose: "Prove what a role could do when",
    legalBasis: "not-personal",
    retention: { until: "the operator ends" },
    seenWith: ["roles:read"],
    attributes: {
      clear: [
        ...["roleId", "name", "description", "permissions", "siteScoped", "builtIn", "changedAt"],
        ...["version", ...CHANGE],
      ],
    },
  },
  {
    ...staff,
    sortKey: "IDEMPOTENCY#",
    what: "remembered answer to a write",
    purpose: "Do a repeated request once",
    retention: { days: 1 },
    seenWith: [],
    attributes: { clear: ["startedAt", "ttl"], hash: ["fingerprint"], sealed: ["answer"] },
  },
  {
    ...staff,
    sortKey: "APPROVAL-POLICY",
    what: "when a second person is demanded",
    purpose: "Keep one person from doing harm alone",
    legalBasis: "not-personal",
    retention: { until: "the operator ends" },
    seenWith: ["approvals:read"],
    attributes: { clear: ["operatorId", "policy", ...LIFE, ...CHANGE] },
  },
  {
    ...staff,
    sortKey: "INTEGRATION#",
    what: "connection to an outside service",
    purpose: "Work with outside services",
    retention: { until: "the integration is deleted" },
    seenWith: ["integrations:read"],
    attributes: {
      clear: [
        ...["operatorId", "integrationId", "kind", "name", "owner", "scopes", "url", "enabled"],
        ...["disabledAt", "lastSuccessAt", ...LIFE, ...CHANGE],
      ],
      sealed: ["credential"],
    },
  },
  {
    ...staff,
    sortKey: "WEBHOOK#",
    what: "webhook",
    purpose: "Tell the operator's own systems what happens",
    retention: { until: "the webhook is deleted" },
    seenWith: ["webhooks:read"],
    attributes: {
      clear: [
        ...["operatorId", "webhookId", "url", "owner", "events", "enabled", "disabledAt"],
        ...["disabledBecause", "failures", "lastFailureAt", "lastSuccessAt", ...LIFE, ...CHANGE],
      ],
      sealed: ["secret", "formerSecret"],
    },
  },
  {
    ...staff,
    sortKey: "DELIVERY#",
    what: "delivery of an event to a webhook; events hold nothing personal",
    purpose: "Deliver each event, and again where it failed",
    legalBasis: "not-personal",
    retention: { days: 30 },
    recipients: ["the webhook's receiver"],
    seenWith: ["webhooks:read"],
    attributes: {
      clear: [
        ...["operatorId", "webhookId", "deliveryId", "eventId", "eventType", "occurredAt", "body"],
        ...["state", "attempts", "nextAttemptAt", "lastAttemptAt", "lastFault", "lastStatus"],
        ...["deliveredAt", "replays", "ttl"],
      ],
    },
  },
  {
    ...staff,
    sortKey: "EXPORT#",
    what: "export that two people allowed",
    purpose: "Hand the operator its own data",
    retention: { days: 7 },
    seenWith: ["operator:export"],
    attributes: {
      clear: [
        ...["operatorId", "exportId", "requestedBy", "createdAt", "expiresAt", "ttl", ...CHANGE],
      ],
    },
  },
  {
    ...staff,
    sortKey: "CANARY-CREDENTIAL",
    what: "how the isolation canary signs in",
    purpose: "Prove that operators are apart",
    legalBasis: "not-personal",
    retention: { until: "the canary ends" },
    seenWith: [],
    attributes: { clear: ["clientId"], sealed: ["sealed"] },
  },
];
