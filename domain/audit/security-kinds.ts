import type { AuditAction } from "./entry.ts";
import type { ItemKind } from "./item-kind.ts";

/** Signals that say that somebody was refused; of the others, the subject is whom they concern. */
const REFUSALS: Readonly<Record<string, AuditAction>> = {
  "access.forbidden": "refused",
  "access.foreign-operator": "refused",
  "access.right-ended": "refused",
  "access.suspended-operator": "refused",
  "access.ended-sign-in": "sign-in-refused",
};

/** Looks that take something along. */
const EXPORTS = ["exportAudit", "exportDriver", "exportDriverCsv", "readExport"];

/** The items of the Security table; some are records of what somebody did and bear a meaning of their own. */
export const SECURITY_KINDS: readonly ItemKind[] = [
  {
    kind: "security-signal",
    sk: "SIGNAL#",
    shown: ["kind", "subject", "evidence", "at"],
    writer: "system",
    id: "sort-key",
    searched: true,
    tells: ({ kind, subject }) => {
      const action = REFUSALS[String(kind)];
      return action ? { action, actor: subject } : {};
    },
  },
  {
    kind: "access-review",
    sk: "REVIEW#",
    shown: ["campaignId", "scope", "openedAt", "dueAt", "closedAt", "items"],
    writer: "system",
    id: "sort-key",
    searched: true,
  },
  {
    kind: "approval",
    sk: "APPROVAL#",
    shown: [
      ...[
        "approvalId",
        "action",
        "payloadHash",
        "maker",
        "reason",
        "requiredPermission",
        "requestedAt",
      ],
      ...["expiresAt", "state", "checker", "decidedAt", "closedAt", "failureCode"],
    ],
    withheld: ["payload"],
    writer: "system",
    id: "sort-key",
    searched: true,
  },
  {
    kind: "access-record",
    sk: "ACCESS#",
    shown: ["subject", "operationId", "reason", "target", "driverId", "by", "fields", "at"],
    bookkeeping: ["requestId"],
    writer: "system",
    id: "sort-key",
    searched: true,
    // A look at a driver is taken down twice: for the operator, and with `by` for the driver.
    tells: ({ subject, by, operationId }) => {
      const action = EXPORTS.includes(String(operationId)) ? "exported" : "read-personal-data";
      return { actor: subject, ...(by === undefined && { action }) };
    },
  },
  {
    kind: "isolation-probe",
    sk: "PROBE#",
    shown: ["probeId", "startedAt", "finishedAt", "outcome", "attempts"],
    writer: "system",
    id: "sort-key",
  },
  {
    kind: "reported-event",
    sk: "EVENT#",
    shown: ["chargerId", "type", "timestamp", "occurredAt", "receivedAt"],
    withheld: ["techInfo"],
    writer: "charger",
    id: "sort-key",
    tells: ({ chargerId }) => ({ action: "reported", actor: chargerId }),
  },
];
