import { createHash } from "node:crypto";
import type { OcppVersion } from "#domain/fleet/charger.ts";
import { base32 } from "../base32.ts";
import { adhocKeys } from "./adhoc-keys.ts";
import { arrangementKeys } from "./arrangement-keys.ts";
import { certificateKeys } from "./certificate-keys.ts";
import { commandJobKeys } from "./command-job-keys.ts";
import { journalKeys } from "./journal-keys.ts";
import { paymentKeys } from "./payment-keys.ts";
import { peopleKeys } from "./people-keys.ts";
import { vaultKeys } from "./vault-keys.ts";

/** Every key of docs/access-patterns.md, in one place. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const PLATFORM = "platform";

/** A short, stable digest for keys; 26 base32 characters are 130 bits of SHA-256. */
export function keyDigest(...parts: readonly (string | number)[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest();
  return base32(hash, 26);
}

/** The session that a charger's transaction belongs to; another charger's same transaction id gives another session. */
export function sessionIdOf(transaction: {
  readonly operatorId: string;
  readonly chargerId: string;
  readonly version: OcppVersion;
  readonly transactionId: number | string;
}): string {
  const { operatorId, chargerId, version, transactionId } = transaction;
  return keyDigest(operatorId, chargerId, version, transactionId);
}

export const keys = {
  operator: (operatorId: string): Key => ({ pk: operatorId, sk: "OPERATOR" }),
  operatorIndex: (operatorId: string) => ({ gsi1pk: PLATFORM, gsi1sk: `OPERATOR#${operatorId}` }),
  membership: (scope: string, subject: string): Key => ({ pk: scope, sk: `MEMBER#${subject}` }),
  apiClient: (operatorId: string, clientId: string): Key => ({
    pk: operatorId,
    sk: `APICLIENT#${clientId}`,
  }),
  /** The places of one person in all operators; no operator's id begins so. */
  memberIndex: (scope: string, subject: string) => ({
    gsi1pk: `SUBJECT#${subject}`,
    gsi1sk: `MEMBER#${scope}`,
  }),
  signIn: (scope: string, subject: string, signInId: string): Key => ({
    pk: scope,
    sk: `SIGNIN#${subject}#${signInId}`,
  }),
  /** What counts for a person in every operator. */
  account: (subject: string): Key => ({ pk: PLATFORM, sk: `ACCOUNT#${subject}` }),
  canaryCredential: (operatorId: string): Key => ({ pk: operatorId, sk: "CANARY-CREDENTIAL" }),
  /** The newest of an operator's own versions of roles, all in one item. */
  roles: (operatorId: string): Key => ({ pk: operatorId, sk: "ROLES" }),
  /** One version of a role for good; padded, so that versions sort. */
  roleVersion: (operatorId: string, roleId: string, version: number): Key => ({
    pk: operatorId,
    sk: `ROLE#${roleId}#${String(version).padStart(6, "0")}`,
  }),
  grant: (scope: string, grantId: string): Key => ({ pk: scope, sk: `GRANT#${grantId}` }),
  accessReview: (operatorId: string, campaignId: string): Key => ({
    pk: operatorId,
    sk: `REVIEW#${campaignId}`,
  }),
  signal: (scope: string, at: string, digest: string): Key => ({
    pk: scope,
    sk: `SIGNAL#${at}#${digest}`,
  }),
  isolationProbe: (startedAt: string, probeId: string): Key => ({
    pk: PLATFORM,
    sk: `PROBE#${startedAt}#${probeId}`,
  }),
  isolationProbes: (): Key => ({ pk: PLATFORM, sk: "PROBE#" }),
  rememberedWrite: (scope: string, subject: string, idempotencyKey: string): Key => ({
    pk: scope,
    sk: `IDEMPOTENCY#${subject}#${idempotencyKey}`,
  }),

  site: (operatorId: string, siteId: string): Key => ({ pk: operatorId, sk: `SITE#${siteId}` }),
  charger: (operatorId: string, chargerId: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: "CHARGER",
  }),
  /** A station that nobody made known. */
  pendingCharger: (operatorId: string, chargerId: string): Key => ({
    pk: operatorId,
    sk: `PENDING-CHARGER#${chargerId}`,
  }),
  /** Where a charger was that is gone: what hangs on it is found by this. */
  formerCharger: (operatorId: string, chargerId: string): Key => ({
    pk: operatorId,
    sk: `FORMER-CHARGER#${chargerId}`,
  }),
  chargerIndex: (operatorId: string, chargerId: string) => ({
    gsi1pk: operatorId,
    gsi1sk: `CHARGER#${chargerId}`,
  }),
  variable: (operatorId: string, chargerId: string, component: string, variable: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `VARIABLE#${component}#${variable}`,
  }),
  command: (operatorId: string, chargerId: string, commandId: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `COMMAND#${commandId}`,
  }),
  pendingCommand: (operatorId: string, chargerId: string, commandId: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `PENDING#${commandId}`,
  }),
  outstandingCommand: (operatorId: string, chargerId: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: "OUTSTANDING",
  }),
  /** Before all deviations of a charger. */
  deviations: (operatorId: string, chargerId: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: "DEVIATION#",
  }),
  deviation: (
    operatorId: string,
    chargerId: string,
    {
      action,
      kind,
      path,
    }: { readonly action: string; readonly kind: string; readonly path: string },
  ): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `DEVIATION#${action}#${kind}#${path}`,
  }),
  messageWatch: (operatorId: string, chargerId: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: "WATCH",
  }),
  /** Before all messages of a charger that were watched. */
  exchanges: (operatorId: string, chargerId: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: "MESSAGE#",
  }),
  exchange: (operatorId: string, chargerId: string, at: string, digest: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `MESSAGE#${at}#${digest}`,
  }),
  /** What a command set the charger to; sorts by creation, as the ids of commands do. */
  job: (operatorId: string, chargerId: string, jobId: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `JOB#${jobId}`,
  }),
  reportedThing: (operatorId: string, chargerId: string, kind: string, id: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `REPORTED#${kind}#${id}`,
  }),

  ...certificateKeys,

  connection: (connectionId: string): Key => ({ pk: connectionId, sk: "CONNECTION" }),

  /** `tokenRef` is the blind index of the token's id. */
  token: (operatorId: string, tokenRef: string): Key => ({
    pk: operatorId,
    sk: `TOKEN#${tokenRef}`,
  }),
  tariff: (operatorId: string, tariffId: string): Key => ({
    pk: operatorId,
    sk: `TARIFF#${tariffId}`,
  }),
  session: (operatorId: string, sessionId: string): Key => ({
    pk: sessionPartition(operatorId, sessionId),
    sk: "SESSION",
  }),
  sessionIndexes: (session: {
    readonly operatorId: string;
    readonly chargerId: string;
    readonly sessionId: string;
    readonly startedAt: string;
    readonly state: "active" | "ended";
  }) => {
    const order = `${session.startedAt}#${session.sessionId}`;
    return {
      gsi1pk: session.operatorId,
      gsi1sk: order,
      gsi2pk: chargerPartition(session.operatorId, session.chargerId),
      gsi2sk: order,
      ...(session.state === "active" && { gsi3pk: session.operatorId, gsi3sk: order }),
    };
  },
  sessionReading: (
    operatorId: string,
    sessionId: string,
    sampledAt: string,
    digest: string,
  ): Key => ({
    pk: sessionPartition(operatorId, sessionId),
    sk: `METER#${sampledAt}#${digest}`,
  }),
  chargerReading: (
    operatorId: string,
    chargerId: string,
    connector: string,
    sampledAt: string,
    digest: string,
  ): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `METER#${connector}#${sampledAt}#${digest}`,
  }),
  rememberedStart: (operatorId: string, chargerId: string, digest: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `START#${digest}`,
  }),
  transactionId: (operatorId: string, transactionId: number): Key => ({
    pk: `${operatorId}#TX#${transactionId}`,
    sk: "TRANSACTION",
  }),
  /** Which session charges at a connector or EVSE now. */
  occupiedPlace: (operatorId: string, chargerId: string, place: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `PLACE#${place}`,
  }),
  rawMessage: (operatorId: string, chargerId: string, receivedAt: string, digest: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `RAW#${receivedAt}#${digest}`,
  }),

  reportedEvent: (
    operatorId: string,
    chargerId: string,
    timestamp: string,
    digest: string,
  ): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `EVENT#${timestamp}#${digest}`,
  }),

  approval: (operatorId: string, approvalId: string): Key => ({
    pk: operatorId,
    sk: `APPROVAL#${approvalId}`,
  }),
  approvalPolicy: (operatorId: string): Key => ({ pk: operatorId, sk: "APPROVAL-POLICY" }),
  accessRecord: (operatorId: string, at: string, digest: string): Key => ({
    pk: operatorId,
    sk: `ACCESS#${at}#${digest}`,
  }),
  integration: (operatorId: string, integrationId: string): Key => ({
    pk: operatorId,
    sk: `INTEGRATION#${integrationId}`,
  }),
  webhook: (operatorId: string, webhookId: string): Key => ({
    pk: operatorId,
    sk: `WEBHOOK#${webhookId}`,
  }),
  webhookDelivery: (operatorId: string, webhookId: string, deliveryId: string): Key => ({
    pk: webhookPartition(operatorId, webhookId),
    sk: `DELIVERY#${deliveryId}`,
  }),
  ...arrangementKeys,
  ...adhocKeys,
  ...paymentKeys,
  ...peopleKeys,
  ...vaultKeys,
  ...commandJobKeys,
  ...journalKeys,
  operatorExport: (operatorId: string, exportId: string): Key => ({
    pk: operatorId,
    sk: `EXPORT#${exportId}`,
  }),
} as const;

/** The partition of all that hangs on one charger. */
export function chargerPartition(operatorId: string, chargerId: string): string {
  return `${operatorId}#${chargerId}`;
}

/** The partition of what was sent to one webhook. */
export function webhookPartition(operatorId: string, webhookId: string): string {
  return `${operatorId}#WEBHOOK#${webhookId}`;
}

/** The partition of a session and its meter readings. */
export function sessionPartition(operatorId: string, sessionId: string): string {
  return `${operatorId}#${sessionId}`;
}
