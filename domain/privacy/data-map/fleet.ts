import { CHANGE, LIFE, type StoredKind } from "./declare.ts";

const table = "Fleet";
const device = {
  table,
  dataSet: "device",
  legalBasis: "not-personal",
  recipients: [],
} as const;

export const FLEET_KINDS: readonly StoredKind[] = [
  {
    ...device,
    sortKey: "SITE#",
    what: "site",
    dataSet: "operator",
    purpose: "Know where chargers stand",
    retention: { until: "the site is deleted" },
    seenWith: ["sites:read"],
    attributes: {
      clear: [
        ...["operatorId", "siteId", "name", "address", "tariffId", "usedBy"],
        ...["minimumSecurityProfile", "profileWaiver", ...LIFE, ...CHANGE],
      ],
    },
  },
  {
    ...device,
    sortKey: "CHARGER",
    what: "charger, its connectors and its connection",
    purpose: "Run the charger",
    retention: { until: "the charger is deleted" },
    seenWith: ["chargers:read"],
    attributes: {
      clear: [
        ...["operatorId", "chargerId", "siteId", "name", "tariffId", "tariffInForce", "epoch"],
        ...["connection", "connectors", "boot", "firmwareStatus", "logStatus", "lastSeenAt"],
        ...["diagnosticsStatus", "publicationStatus", "deviationDays", "takeovers"],
        "securityProfile",
        ...["passwordChange", "profileChange", "profileWaiver", "certificateName"],
        ...LIFE,
        ...CHANGE,
      ],
      hash: ["credential", "nextCredential"],
    },
  },
  {
    ...device,
    sortKey: "PENDING-CHARGER#",
    what: "station that presented itself and that nobody made known",
    purpose: "Let a person decide whether it is one of the operator's",
    retention: { days: 30 },
    seenWith: ["chargers:read"],
    attributes: {
      clear: [
        ...["operatorId", "chargerId", "state", "connectionId", "ocppVersion", "sourceIp"],
        ...["firstSeenAt", "lastSeenAt", "boot", "refusedUntil", "ttl", ...CHANGE],
      ],
    },
  },
  {
    ...device,
    sortKey: "CERTIFICATE#",
    what: "certificate that was issued to a charger",
    purpose: "Let a charger in by its certificate, and end one",
    retention: { until: "the charger is deleted" },
    seenWith: ["chargers:read"],
    attributes: {
      clear: [
        ...["operatorId", "chargerId", "certificateId", "serialNumber", "commonName", "state"],
        ...["organisation", "issuedAt", "notBefore", "notAfter", "commandId", "revokedAt"],
        ...["updatedAt", "version", ...CHANGE],
      ],
    },
  },
  {
    ...device,
    sortKey: "CERTIFICATE-DUE#",
    what: "when to look at a certificate that is running out",
    purpose: "Have certificates renewed in time",
    retention: { until: "the certificate is over or renewed" },
    seenWith: [],
    attributes: { clear: ["operatorId", "chargerId", "certificateId"] },
  },
  {
    ...device,
    sortKey: "CHARGER-KEY#",
    what: "whose a public key is",
    purpose: "See that no two chargers share a key",
    retention: { until: "the operator ends" },
    seenWith: [],
    attributes: { clear: ["operatorId", "chargerId", "issuedAt"] },
  },
  {
    ...device,
    sortKey: "CHARGER-CA",
    what: "CA by which the platform issues certificates to an operator's chargers",
    dataSet: "operator",
    purpose: "Issue certificates to chargers",
    retention: { until: "the operator ends" },
    seenWith: ["security:read"],
    attributes: {
      clear: ["operatorId", "certificateId", "pem", "organisation", "notAfter", "createdAt"],
    },
  },
  {
    ...device,
    sortKey: "CHARGER-ROOTS",
    what: "CAs of others whose certificates chargers may bear",
    dataSet: "operator",
    purpose: "Let chargers in by certificates of others",
    retention: { until: "the operator ends" },
    seenWith: ["security:read"],
    attributes: { clear: ["operatorId", "roots", ...LIFE, ...CHANGE] },
  },
  {
    ...device,
    sortKey: "FORMER-CHARGER#",
    what: "where a charger was that was deleted",
    purpose: "Find what still hangs on a deleted charger",
    retention: { until: "the operator ends" },
    seenWith: [],
    attributes: { clear: ["operatorId", "chargerId", ...LIFE, ...CHANGE] },
  },
  {
    ...device,
    sortKey: "VARIABLE#",
    what: "reported variable of a charger",
    purpose: "Show how the charger is configured",
    retention: { until: "the charger is deleted" },
    seenWith: ["chargers:read"],
    attributes: {
      clear: [
        ...["operatorId", "chargerId", "component", "variable", "attributes"],
        ...["characteristics", "reportedAt"],
      ],
    },
  },
  {
    ...device,
    sortKey: "REPORTED#customer-information#",
    what: "what a charger holds of a customer, as an operator asked it to tell",
    dataSet: "driver",
    purpose: "Tell people what a charger holds of them",
    legalBasis: "legal-obligation",
    retention: { days: 30 },
    seenWith: ["drivers:reveal"],
    attributes: {
      clear: [
        ...["operatorId", "chargerId", "kind", "id", "requestId", "reportedAt", "ttl"],
        ...CHANGE,
      ],
      sealed: ["content"],
    },
  },
  {
    ...device,
    sortKey: "REPORTED#",
    what: "limit, profile, schedule, event, monitor, message, certificate, reservation or state of a transaction that a charger reported",
    purpose: "Show what the charger says of itself",
    retention: { days: 400 },
    seenWith: ["chargers:read"],
    attributes: {
      clear: [
        ...["operatorId", "chargerId", "kind", "id", "requestId", "reportedAt", "ttl"],
        ...CHANGE,
      ],
      sealed: ["content"],
    },
  },
  {
    ...device,
    sortKey: "PROFILE#",
    what: "charging profile that a charger has",
    purpose: "Know what the charger may draw",
    retention: { until: "the charger is deleted, or has it no longer" },
    seenWith: ["chargers:read"],
    attributes: {
      clear: [
        ...["operatorId", "chargerId", "connectorId", "profile", "source", "keptAt", "commandId"],
      ],
    },
  },
  {
    ...device,
    sortKey: "LOCAL-LIST",
    what: "which tokens a charger keeps, by reference, and how far that is up to date",
    dataSet: "driver",
    purpose: "Let people charge while their charger has no connection",
    legalBasis: "contract",
    retention: { until: "the charger is deleted" },
    recipients: ["the charger (ids, groups and validity of the tokens)"],
    seenWith: ["chargers:read"],
    attributes: {
      clear: [
        ...["operatorId", "chargerId", "listVersion", "isKnown", "reportedVersion", "reportedAt"],
        ...["synchronisedAt", "synchronisedVersion", "failedAs", "retryAt", "leftOut", "version"],
      ],
      "blind-index": ["entries", "pending"],
    },
  },
  {
    ...device,
    sortKey: "DEVIATION#",
    what: "way in which a charger's messages depart from OCPP, without values",
    purpose: "Have chargers repaired, and know whose bills to look at",
    retention: { days: 400 },
    seenWith: ["chargers:read"],
    attributes: {
      clear: [...["action", "kind", "path", "sent", "count", "firstSeenAt", "lastSeenAt", "ttl"]],
    },
  },
  {
    ...device,
    sortKey: "WATCH",
    what: "that somebody watches a charger's messages",
    dataSet: "operator",
    purpose: "Help with a charger that is at fault",
    legalBasis: "legitimate-interest",
    retention: { days: 1 },
    recipients: ["the operator's webhooks (without the salt)"],
    seenWith: ["commands:read"],
    attributes: {
      clear: ["operatorId", "chargerId", "until", "salt", "ttl", ...LIFE, ...CHANGE],
    },
  },
  {
    ...device,
    sortKey: "MESSAGE#",
    what: "message of a watched charger; cards under pseudonyms of the watch, texts by their length",
    dataSet: "operator",
    purpose: "Help with a charger that is at fault",
    legalBasis: "legitimate-interest",
    retention: { days: 1 },
    seenWith: ["commands:read"],
    attributes: {
      clear: [
        ...["at", "direction", "action", "request", "response", "error", "deviations", "ttl"],
      ],
    },
  },
  {
    ...device,
    table: "Connections",
    sortKey: "CONNECTION",
    what: "what an open socket may act as",
    purpose: "Know which charger speaks",
    retention: { days: 1 },
    seenWith: [],
    attributes: {
      clear: [
        ...["connectionId", "operatorId", "chargerId", "siteId", "version", "epoch", "connectedAt"],
        ...["heartbeatIntervalSeconds", "tariffId", "suspended", "pending", "watch", "ttl"],
      ],
    },
  },
];
