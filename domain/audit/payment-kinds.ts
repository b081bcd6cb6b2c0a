import type { ItemKind } from "./item-kind.ts";

const ours = { writer: "system", id: "sort-key" } as const;

/** The items of the Payments table. The page that a driver pays on, and what leads to their token, are not shown. */
export const PAYMENT_KINDS: readonly ItemKind[] = [
  {
    ...ours,
    kind: "payment",
    sk: "PAYMENT#",
    shown: [
      ...["paymentId", "attemptId", "siteId", "chargerId", "connectorId", "evseId", "state"],
      ...["currency", "holdMinor", "stepUp", "start", "sessionId", "stop", "stopAskedAt", "claim"],
      ...["judgedMinor", "capturedMinor", "refundedMinor", "openRefunds", "endReason"],
      "financeCase",
    ],
    withheld: ["subjectId", "tokenRef", "checkout", "hold", "language"],
    bookkeeping: ["tries", "dueAt"],
    searched: true,
  },
  {
    ...ours,
    kind: "refund",
    sk: "REFUND#",
    shown: [
      ...["paymentId", "refundId", "amountMinor", "currency", "reason", "state"],
      ...["requestedBy", "requestedAt", "finishedAt"],
    ],
    searched: true,
  },
  {
    ...ours,
    kind: "posting",
    sk: "POSTING#",
    shown: ["postingId", "paymentId", "kind", "currency", "bookedAt", "entries"],
  },
];
