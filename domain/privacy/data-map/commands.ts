import { CHANGE, LIFE, type StoredKind } from "./declare.ts";
import { device } from "./device.ts";

/** What is told to chargers, one by one and many at once. */
export const COMMAND_KINDS: readonly StoredKind[] = [
  {
    ...device,
    sortKey: "JOB#",
    what: "job that a command began at a charger, and how far it is",
    dataSet: "operator",
    purpose: "Know what became of firmware, uploads and reports",
    legalBasis: "legitimate-interest",
    retention: { days: 400 },
    seenWith: ["commands:read"],
    attributes: {
      clear: [
        ...["operatorId", "chargerId", "jobId", "action", "kind", "requestId", "requestedAt"],
        ...["requestedBy", "answeredAs", "answeredAt", "steps", "ttl"],
      ],
    },
  },
  {
    ...device,
    sortKey: "COMMAND#",
    what: "command to a charger and its answer",
    dataSet: "operator",
    purpose: "Know who had a charger do what",
    legalBasis: "legitimate-interest",
    retention: { until: "the charger is deleted" },
    recipients: ["the operator's webhooks (without payload and answer)"],
    seenWith: ["commands:read"],
    attributes: {
      clear: [
        ...["operatorId", "chargerId", "commandId", "action", "state", "createdAt", "createdBy"],
        ...[
          "commandJobId",
          "whenOffline",
          "queueUntil",
          "notBefore",
          "deadlineSeconds",
          "sentAt",
          "answerBy",
        ],
        ...["isSafeToRepeat", "sentTo", "finishedAt", ...CHANGE],
      ],
      sealed: ["payload", "response", "error"],
    },
  },
  {
    ...device,
    sortKey: "COMMANDJOB#",
    what: "job that commands many chargers, and how far it is",
    dataSet: "operator",
    purpose: "Know who had many chargers do what",
    legalBasis: "legitimate-interest",
    retention: { days: 400 },
    seenWith: ["commands:read"],
    attributes: {
      clear: [
        ...["operatorId", "commandJobId", "action", "state", "chargers", "perMinute", "commanded"],
        ...["notBefore", "outcomes", "createdBy", "digest", "lastFinishedAt", "ttl"],
        ...[...LIFE, ...CHANGE],
      ],
      sealed: ["payload"],
    },
  },
  {
    ...device,
    sortKey: "COMMANDJOBPART#",
    what: "some of the chargers that a job is for",
    purpose: "Command many chargers in turn",
    retention: { days: 400 },
    seenWith: [],
    attributes: { clear: ["operatorId", "chargerIds", "ttl", ...CHANGE] },
  },
  {
    ...device,
    sortKey: "COMMANDJOBCHARGER#",
    what: "what became of a job at one charger",
    purpose: "Know which chargers did what they were told",
    retention: { days: 400 },
    seenWith: ["commands:read"],
    attributes: { clear: ["operatorId", "chargerId", "commandId", "outcome", "ttl"] },
  },
  {
    ...device,
    sortKey: "PENDING#",
    what: "place of a command in the charger's queue",
    purpose: "Send commands in order",
    retention: { until: "the command is finished" },
    seenWith: [],
    attributes: { clear: ["commandId", "createdAt"] },
  },
  {
    ...device,
    sortKey: "OUTSTANDING",
    what: "which command is outstanding",
    purpose: "Send one command at a time",
    retention: { until: "the command is finished" },
    seenWith: [],
    attributes: { clear: ["commandId"] },
  },
];
