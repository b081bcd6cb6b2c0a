import type { ItemKind } from "./item-kind.ts";

/** Of charging without an account, by table. A driver is in none of them but by pseudonyms, and those are withheld. */
export const ADHOC_KINDS = {
  Directory: [
    {
      kind: "adhoc-settings",
      sk: "ADHOC-SETTINGS",
      shown: [
        ...["offered", "gateEnabled", "threshold", "stepUpFrom", "siteKey", "projectId"],
        ...["allowedHostnames", "onProviderFailure", "supportPhone", "holdAmountMinor"],
        ...["stepUpHoldAmountMinor", "plateDemanded"],
      ],
      writer: "system",
      id: "partition",
      searched: true,
    },
  ],
  Fleet: [
    {
      kind: "connector-code",
      sk: "CODE#",
      shown: [
        ...["chargerId", "codeId", "connectorId", "evseId", "kind", "label", "plugType"],
        ...["maxPowerW", "endsAt"],
      ],
      writer: "system",
      id: "sort-key",
      searched: true,
    },
  ],
  Charging: [
    {
      kind: "adhoc-attempt",
      sk: "ADHOC#",
      shown: [
        ...["attemptId", "codeId", "chargerId", "siteId", "connectorId", "evseId", "state"],
        ...["stateSince", "requestedAt", "quote", "language", "noticeIds", "verdict"],
        ...["stopRequestedAt", "appealedAt", "endedBecause", "paymentId", "sessionId"],
      ],
      withheld: ["subjectId", "handleHash", "clientKeyThumbprint", "tokenHash"],
      writer: "system",
      id: "sort-key",
      searched: true,
    },
    {
      kind: "gate-test",
      sk: "ADHOC-TEST",
      shown: ["testId", "requestedAt", "testedAt", "result"],
      writer: "system",
      id: "partition",
    },
  ],
  People: [
    {
      kind: "guest",
      sk: "GUEST#",
      shown: ["attemptId"],
      withheld: ["subjectId", "plate", "receiptEmail"],
      writer: "system",
      id: "sort-key",
    },
  ],
  Security: [
    {
      kind: "sticker-report",
      sk: "STICKER#",
      shown: [
        ...["reportId", "state", "concern", "reportedAt", "chargerId", "siteId", "codeId"],
        ...["label", "seenHost", "outcome", "closedAt"],
      ],
      writer: "system",
      id: "sort-key",
      searched: true,
    },
  ],
} as const satisfies Readonly<Record<string, readonly ItemKind[]>>;
