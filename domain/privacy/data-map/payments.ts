import { CHANGE, LIFE, type StoredKind } from "./declare.ts";

const BOOKS_DAYS = 3_650;

const payments = {
  table: "Payments",
  dataSet: "payment",
  legalBasis: "legal-obligation",
  retention: { days: BOOKS_DAYS },
} as const;
const mechanics = {
  ...payments,
  legalBasis: "contract",
  recipients: [],
  seenWith: [],
} as const;

export const PAYMENT_KINDS: readonly StoredKind[] = [
  {
    ...payments,
    sortKey: "PAYMENT#",
    what: "payment of somebody without an account; of the card its brand and last four digits",
    purpose: "Take what was charged, give the rest back, and prove both",
    recipients: ["the operator's payment service", "the operator's webhooks (amounts and ids)"],
    seenWith: ["payments:read"],
    attributes: {
      clear: [
        ...["operatorId", "paymentId", "attemptId", "subjectId", "siteId", "chargerId"],
        ...["connectorId", "evseId", "state", "currency", "holdMinor", "stepUp", "language"],
        ...["checkout", "hold", "start", "sessionId", "stop", "stopAskedAt", "claim"],
        ...["judgedMinor", "capturedMinor", "refundedMinor", "openRefunds", "endReason"],
        ...["financeCase", "tries", "dueAt", ...LIFE, ...CHANGE],
      ],
      "blind-index": ["tokenRef"],
    },
  },
  {
    ...payments,
    sortKey: "REFUND#",
    what: "money that went back to a driver",
    purpose: "Give money back, and prove who did and why",
    recipients: ["the operator's payment service"],
    seenWith: ["payments:read"],
    attributes: {
      clear: [
        ...["operatorId", "paymentId", "refundId", "amountMinor", "currency", "reason", "state"],
        ...["requestedBy", "requestedAt", "finishedAt", ...CHANGE],
      ],
    },
  },
  {
    ...payments,
    sortKey: "POSTING#",
    what: "posting of the ledger: accounts and amounts",
    purpose: "Keep books that sum to zero",
    recipients: [],
    seenWith: ["payments:read"],
    attributes: {
      clear: [
        ...["operatorId", "postingId", "paymentId", "kind", "currency", "bookedAt", "entries"],
      ],
    },
  },
  {
    ...mechanics,
    sortKey: "PAIDTOKEN#",
    what: "which payment a session's token belongs to",
    purpose: "Find the payment of a session",
    retention: { days: 90 },
    attributes: { clear: ["operatorId", "paymentId", "ttl"], "blind-index": ["tokenRef"] },
  },
  {
    ...mechanics,
    sortKey: "NOTICE#",
    what: "that a notice of the payment service came",
    purpose: "Take each notice once",
    retention: { days: 30 },
    attributes: { clear: ["operatorId", "paymentId", "receivedAt", "ttl"] },
  },
  {
    ...mechanics,
    sortKey: "REFUNDDAY#",
    what: "what one of the staff has given back on a day",
    purpose: "Limit what one person gives back",
    legalBasis: "legitimate-interest",
    retention: { days: 90 },
    attributes: { clear: ["operatorId", "subject", "sumMinor", "refunds", "ttl"] },
  },
];
