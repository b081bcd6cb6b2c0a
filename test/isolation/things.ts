import type { OperatorExport } from "#adapters/dynamodb/export-store.ts";
import { keys, sessionIdOf } from "#adapters/dynamodb/keys.ts";
import type { SignIn } from "#domain/access/sign-in.ts";
import type { StickerReport } from "#domain/adhoc/sticker-report.ts";
import type { Session } from "#domain/charging/session.ts";
import type { Reservation } from "#domain/reservations/reservation.ts";
import type { Delivery } from "#domain/webhooks/delivery.ts";
import { adHocAttempt } from "#test/support/adhoc.ts";
import { inDays } from "#test/support/api-clients.ts";
import { aChargerCertificate, aRoot, fingerprintOf } from "#test/support/charger-certificates.ts";
import { aCommandId } from "#test/support/commands.ts";
import { aCharger, aPendingCharger } from "#test/support/fleet.ts";
import { aMember } from "#test/support/members.ts";
import { aPayment } from "#test/support/payments.ts";
import type { RestWorld } from "#test/support/rest-world.ts";
import { anAuthority } from "#test/support/x509.ts";
import { type Make, makeDriver } from "./driver-things.ts";

const OPERATOR = "/v1/operators/{operatorId}";
/** One real thing of every kind that an operator has. */
export interface Things {
  readonly ids: Readonly<Record<string, string>>;
  readonly siteId: string;
  readonly tokenId: string;
  readonly email: string;
  /** A code that links an account with a driver of the operator. */
  readonly accountCode: string;
  readonly payloadHash: string;
  readonly holdingId: string;
  /** A CA that nobody has registered. */
  readonly rootPem: string;
}

/** Makes one thing of every kind in an operator, as its own people do; `mark` keeps ids of two operators apart. */
export async function makeThings(
  world: Pick<RestWorld, "call" | "put">,
  owner: {
    readonly operatorId: string;
    readonly mark: string;
    readonly admin: string;
    /** People who may sign in; made-up ones unless given. */
    readonly staff?: {
      readonly officer: string;
      readonly support: string;
      readonly privacy: string;
    };
  },
): Promise<Things> {
  const { operatorId, mark, admin } = owner;
  const { officer, support, privacy } = owner.staff ?? {
    officer: `${mark}-officer`,
    support: `${mark}-support`,
    privacy: `${mark}-privacy`,
  };
  const subject = `${mark}-colleague`;
  for (const [name, role] of [
    [officer, "security-officer"],
    [subject, "operator-viewer"],
    [support, "support"],
    [privacy, "data-protection-officer"],
  ] as const) {
    const member = aMember({ scope: operatorId, subject: name, role });
    await world.put("Directory", { ...keys.membership(operatorId, name), ...member });
  }
  const make: Make = async (resource, path, body, as = admin, ids = {}) => {
    const answer = await world.call(resource, {
      routeKey: `POST ${OPERATOR}/${path}`,
      path: { operatorId, chargerId, ...ids },
      as,
      headers: { "x-change-reason": "Sets up the operator" },
      ...(body && { body }),
    });
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  const siteId = mark === "a" ? "harbour" : `${mark}-site`;
  const chargerId = `${mark}-charger`;
  const tokenId = `${mark}-tag`;
  const tariffId = `${mark}-tariff`;
  const roleId = `${mark}-fitter`;
  await make("sites", "sites", { siteId, name: siteId });
  const charger = aCharger({ operatorId, chargerId, siteId });
  const index = keys.chargerIndex(operatorId, chargerId);
  await world.put("Fleet", { ...keys.charger(operatorId, chargerId), ...index, ...charger });
  await world.put("Fleet", {
    ...keys.pendingCharger(operatorId, chargerId),
    ...aPendingCharger({ operatorId, chargerId }),
    ttl: Math.ceil(Date.now() / 1000) + 86_400,
  });
  const connectorCode = await make("connector-codes", "chargers/{chargerId}/codes", {
    connectorId: 1,
    label: "Left",
    kind: "display",
  });
  const reportId = aCommandId(mark === "a" ? 81 : 82);
  await world.put("Security", {
    ...keys.stickerReport(operatorId, reportId),
    ...aStickerReport(operatorId, reportId),
  });
  const attemptId = aCommandId(mark === "a" ? 91 : 92);
  const attempt = { operatorId, attemptId, chargerId, siteId, codeId: connectorCode.codeId };
  await world.put("Charging", {
    ...keys.adhocAttempt(operatorId, attemptId),
    ...adHocAttempt(attempt),
  });
  const { tokenRef } = await make("tokens", "tokens", { tokenId });
  await make("tariffs", "tariffs", { tariffId, name: tariffId, vatRateBasisPoints: 1900 });
  const command = await make("commands", "chargers/{chargerId}/commands", {
    action: "Reset",
    payload: { type: "Soft" },
    ocppVersion: "ocpp1.6",
  });
  const job = await make("commands", "chargers/{chargerId}/commands", {
    action: "GetBaseReport",
    payload: { requestId: 1, reportBase: "FullInventory" },
    ocppVersion: "ocpp2.0.1",
  });
  const { commandJobId } = await make("command-jobs", "command-jobs", {
    action: "ClearCache",
    chargerIds: [chargerId],
  });
  const role = {
    roleId,
    name: roleId,
    description: roleId,
    permissions: ["chargers:read"],
    siteScoped: false,
    builtIn: false,
    version: 1,
  };
  await world.put("Directory", { ...keys.roles(operatorId), roles: [role], version: 1 });
  await world.put("Directory", { ...keys.roleVersion(operatorId, roleId, 1), ...role });
  const endsAt = new Date(Date.now() + 86_400_000).toISOString();
  const grant = await make("grants", "grants", {
    kind: "project",
    roleId: "finance",
    subject,
    endsAt,
    reason: "Covers a holiday",
  });
  const approval = await make("exports", "exports");
  const integration = await make("integrations", "integrations", {
    kind: "other",
    name: mark,
    owner: mark,
  });
  const webhook = await make("webhooks", "webhooks", {
    url: "https://hooks.example.com/own",
    owner: mark,
  });
  const { driverId, email, accountCode, noticeId, dataRequestId } = await makeDriver(make, {
    mark,
    tokenId,
    support,
    privacy,
  });
  await world.put("People", {
    ...keys.erasure(operatorId, driverId),
    ...anErasure(operatorId, driverId),
  });
  const apiClient = await make("api-clients", "api-clients", {
    name: mark,
    owner: mark,
    permissions: ["chargers:read"],
    expiresAt: inDays(200),
  });
  const rotation = await make("keys", "key-rotations", { kind: "rewrap" }, officer);
  const review = await make("access", "access-reviews", { scope: "rest" }, officer);
  const signInId = `${mark}-sign-in`;
  for (const person of [subject, admin]) {
    await world.put("Directory", {
      ...keys.signIn(operatorId, person, signInId),
      ...aSignIn(person, signInId),
    });
  }
  const deliveryId = aCommandId(mark === "a" ? 71 : 72);
  await world.put("Directory", {
    ...keys.webhookDelivery(operatorId, webhook.webhookId, deliveryId),
    ...failedDelivery(operatorId, webhook.webhookId, deliveryId),
  });
  const session = endedSession(operatorId, chargerId, siteId);
  const { sessionId } = session;
  await world.put("Charging", {
    ...keys.session(operatorId, sessionId),
    ...keys.sessionIndexes(session),
    ...session,
  });
  const reservationId = mark === "a" ? 1_001 : 2_002;
  await world.put("Charging", {
    ...keys.reservation(operatorId, reservationId),
    ...aReservation({ operatorId, chargerId, siteId, tokenRef, reservationId }),
  });
  const paymentId = aCommandId(mark === "a" ? 81 : 82);
  const facts = { operatorId, chargerId, siteId, sessionId, paymentId };
  const payment = aPayment(facts);
  await world.put("Payments", { ...keys.payment(operatorId, paymentId), ...payment });
  const certificateId = fingerprintOf(mark);
  const root = aRoot(operatorId, mark);
  await world.put("Fleet", {
    ...keys.chargerCertificate(operatorId, chargerId, certificateId),
    ...aChargerCertificate({ operatorId, chargerId, certificateId }),
  });
  await world.put("Fleet", {
    ...keys.chargerRoots(operatorId),
    operatorId,
    roots: [root],
    createdAt: root.createdAt,
    updatedAt: root.updatedAt,
    version: 1,
  });
  const { approvalId } = approval;
  await world.put("Directory", {
    ...keys.operatorExport(operatorId, approvalId),
    ...openExport(operatorId, approvalId),
  });
  return {
    ids: {
      siteId,
      chargerId,
      codeId: connectorCode.codeId,
      reportId,
      attemptId,
      tokenRef,
      driverId,
      noticeId,
      dataRequestId,
      tariffId,
      roleId,
      sessionId,
      reservationId: String(reservationId),
      paymentId,
      approvalId,
      exportId: approvalId,
      commandId: command.commandId,
      certificateId,
      rootId: root.rootId,
      jobId: job.commandId,
      commandJobId,
      kind: "event",
      grantId: grant.grantId,
      integrationId: integration.integrationId,
      webhookId: webhook.webhookId,
      clientId: apiClient.clientId,
      deliveryId,
      rotationId: rotation.rotationId,
      campaignId: review.campaignId,
      subject,
      signInId,
    },
    siteId,
    tokenId,
    email,
    accountCode,
    payloadHash: approval.payloadHash,
    // Nobody whose rights a test needs later: who comes first differs from run to run.
    holdingId: review.items.find((item: { subject: string }) => item.subject === subject).holdingId,
    rootPem: (await anAuthority(mark)).pem,
  };
}

function aReservation(
  named: Pick<Reservation, "operatorId" | "chargerId" | "siteId" | "tokenRef" | "reservationId">,
): Reservation {
  return {
    ...named,
    connectorId: 1,
    state: "held",
    requestedAt: "2026-03-01T10:00:00.000Z",
    expiresAt: "2100-01-01T00:00:00.000Z",
    createdBy: "somebody",
    commandId: "C-1",
    answeredAs: "Accepted",
  };
}

function aSignIn(subject: string, signInId: string): SignIn {
  const at = "2026-03-01T10:00:00.000Z";
  return { subject, signInId, signedInAt: at, firstSeenAt: at, lastSeenAt: at };
}

function openExport(operatorId: string, exportId: string): OperatorExport {
  const createdAt = new Date().toISOString();
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  return { operatorId, exportId, requestedBy: "somebody", createdAt, expiresAt };
}

function endedSession(operatorId: string, chargerId: string, siteId: string): Session {
  const transaction = { operatorId, chargerId, version: "ocpp1.6", transactionId: 1 } as const;
  return {
    ...transaction,
    sessionId: sessionIdOf(transaction),
    siteId,
    connectorId: 1,
    state: "ended",
    authorization: "Accepted",
    startedAt: "2026-03-01T10:00:00.000Z",
    endedAt: "2026-03-01T11:00:00.000Z",
    meterStartWh: 0,
    meterStopWh: 5,
    energyWh: 5,
    idleSeconds: 0,
    flags: ["no-tariff", "stop-assigned"],
  };
}

function failedDelivery(operatorId: string, webhookId: string, deliveryId: string): Delivery {
  const at = "2026-03-01T10:00:00.000Z";
  return {
    operatorId,
    webhookId,
    deliveryId,
    eventId: deliveryId,
    eventType: "SessionEnded",
    occurredAt: at,
    body: "{}",
    state: "failed",
    attempts: 5,
    nextAttemptAt: at,
    replays: 0,
  };
}

function aStickerReport(operatorId: string, reportId: string): StickerReport {
  const at = "2026-03-01T10:00:00.000Z";
  const life = { createdAt: at, updatedAt: at, version: 1 };
  return { operatorId, reportId, state: "open", concern: "other", reportedAt: at, ...life };
}

function anErasure(operatorId: string, driverId: string): object {
  const at = "2026-03-01T10:00:00.000Z";
  return { operatorId, driverId, cause: "request", requestedBy: "x", startedAt: at, done: [] };
}
