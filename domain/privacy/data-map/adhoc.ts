import { CHANGE, LIFE, type StoredKind } from "./declare.ts";

const DAYS = 400;
const gate = {
  dataSet: "driver",
  legalBasis: "legitimate-interest",
  recipients: [],
} as const;

/** Drivers without an account, and the gate that they come through. */
export const ADHOC_KINDS: readonly StoredKind[] = [
  {
    ...gate,
    table: "Directory",
    sortKey: "ADHOC-SETTINGS",
    what: "how the operator takes drivers without an account",
    dataSet: "operator",
    purpose: "Let people charge without an account, and keep robots out",
    legalBasis: "not-personal",
    retention: { until: "the operator ends" },
    seenWith: ["operator-settings:read"],
    attributes: {
      clear: [
        ...["operatorId", "offered", "gateEnabled", "threshold", "stepUpFrom", "siteKey"],
        ...["projectId", "allowedHostnames", "onProviderFailure", "supportPhone"],
        ...["holdAmountMinor", "stepUpHoldAmountMinor", "plateDemanded", ...LIFE, ...CHANGE],
      ],
    },
  },
  {
    ...gate,
    table: "Fleet",
    sortKey: "CODE#",
    what: "code of a connector, for a sticker or a display",
    dataSet: "device",
    purpose: "Lead drivers to the right connector",
    legalBasis: "not-personal",
    retention: { until: "the operator ends" },
    seenWith: ["chargers:read"],
    attributes: {
      clear: [
        ...["operatorId", "chargerId", "codeId", "connectorId", "evseId", "kind", "label"],
        ...["plugType", "maxPowerW", "endsAt", ...LIFE, ...CHANGE],
      ],
    },
  },
  {
    ...gate,
    table: "Charging",
    sortKey: "ADHOC#",
    what: "attempt to charge without an account, by pseudonyms",
    purpose: "Carry out the charging, and prove that nobody was charged without it",
    legalBasis: "contract",
    retention: { days: DAYS },
    recipients: [
      "reCAPTCHA of the operator (Google): the browser's token and the connector's pseudonym",
    ],
    seenWith: ["operator-settings:read"],
    attributes: {
      clear: [
        ...["operatorId", "attemptId", "subjectId", "codeId", "chargerId", "siteId"],
        ...["connectorId", "evseId", "state", "stateSince", "requestedAt", "quote", "language"],
        ...["noticeIds", "verdict", "stopRequestedAt", "appealedAt", "endedBecause"],
        ...["paymentId", "sessionId", "version", "ttl", ...CHANGE],
      ],
      hash: ["handleHash", "clientKeyThumbprint", "tokenHash"],
    },
  },
  {
    ...gate,
    table: "Charging",
    sortKey: "ADHOCTOKEN#",
    what: "reCAPTCHA token by its hash, itself until it was judged",
    purpose: "Let a token count once",
    retention: { days: 30 },
    seenWith: [],
    attributes: {
      clear: ["operatorId", "attemptId", "claimedAt", "outcome", "ttl"],
      sealed: ["sealedToken"],
    },
  },
  {
    ...gate,
    table: "Charging",
    sortKey: "ADHOCDAY#",
    what: "what the gate said on a site in a day, in numbers",
    dataSet: "operator",
    purpose: "Show what the gate does",
    legalBasis: "not-personal",
    retention: { days: DAYS },
    seenWith: ["operator-settings:read"],
    attributes: {
      clear: [
        ...["operatorId", "day", "siteId", "cleared", "steppedUp", "refused", "unanswered"],
        ...["appeals", "score0", "score1", "score2", "score3", "score4", "score5", "score6"],
        ...["score7", "score8", "score9", "score10", "ttl"],
      ],
    },
  },
  {
    ...gate,
    table: "Charging",
    sortKey: "ADHOCLIMIT#",
    what: "number of attempts of a source, a page or a charger, and payments of a card, by a digest",
    purpose: "Hold back floods",
    retention: { days: 1 },
    seenWith: [],
    attributes: { clear: ["attempts", "paymentIds", "ttl"] },
  },
  {
    ...gate,
    table: "Charging",
    sortKey: "ADHOC-BREAKER",
    what: "until when the operator's reCAPTCHA is left alone",
    dataSet: "operator",
    purpose: "Spare drivers the wait for a service that does not answer",
    legalBasis: "not-personal",
    retention: { days: 1 },
    seenWith: ["operator-settings:read"],
    attributes: { clear: ["operatorId", "openUntil", "ttl"] },
  },
  {
    ...gate,
    table: "Charging",
    sortKey: "ADHOC-TEST",
    what: "last trial of the operator's reCAPTCHA credential",
    dataSet: "operator",
    purpose: "Show whether the gate can ask",
    legalBasis: "not-personal",
    retention: { until: "the operator ends" },
    seenWith: ["operator-settings:read"],
    attributes: {
      clear: ["operatorId", "testId", "requestedAt", "testedAt", "result", ...CHANGE],
    },
  },
  {
    ...gate,
    table: "People",
    sortKey: "GUEST#",
    what: "what a driver without an account said of themselves",
    purpose: "Invoice, and send the receipt where it is wanted",
    legalBasis: "contract",
    retention: { days: DAYS },
    seenWith: [],
    attributes: {
      clear: ["operatorId", "attemptId", "subjectId", "ttl", ...CHANGE],
      sealed: ["plate", "receiptEmail"],
    },
  },
  {
    ...gate,
    table: "Security",
    sortKey: "STICKER#",
    what: "report of a sticker that looks wrong, of nobody",
    dataSet: "regulatory",
    purpose: "Notice false stickers",
    retention: { days: DAYS },
    seenWith: ["incidents:read"],
    attributes: {
      clear: [
        ...["operatorId", "reportId", "state", "concern", "reportedAt", "chargerId", "siteId"],
        ...["codeId", "label", "seenHost", "outcome", "closedAt", "ttl", ...LIFE, ...CHANGE],
      ],
    },
  },
];
