import type { Operation } from "#contracts/rest/operation.ts";
import { OPERATIONS } from "#contracts/rest/operations.ts";
import { REST_ROUTES } from "#contracts/rest-routes.ts";
import { inDays } from "#test/support/api-clients.ts";
import { CUSTOMER_KEY_ARN } from "#test/support/kms.ts";
import { openPage } from "#test/support/page.ts";
import type { RestCall } from "#test/support/rest-call.ts";
import type { Things } from "./things.ts";

const REASON = "Tests that operators are apart";
const NO_ATTEMPT = "01KB0000000000000000000000";
const LATER = "2030-01-01T00:00:00.000Z";

/** A body for each operation that takes one, by its contract. */
const bodies = (things: Things): Readonly<Record<string, unknown>> => ({
  approveRequest: { payloadHash: things.payloadHash },
  refuseRequest: { payloadHash: things.payloadHash },
  changeApprovalPolicy: { actions: {} },
  createIntegration: { kind: "other", name: "Mine", owner: "Me" },
  changeIntegration: { name: "Mine" },
  setCredential: { secret: "0123456789abcdef-mine" },
  createWebhook: { url: "https://hooks.example.com/mine", owner: "Me" },
  changeWebhook: { enabled: false },
  replayDeliveries: { from: "2026-01-01T00:00:00.000Z", to: LATER },
  createApiClient: {
    name: "Mine",
    owner: "Me",
    permissions: ["chargers:read"],
    siteIds: [things.siteId],
    expiresAt: inDays(300),
  },
  changeApiClient: { name: "Mine" },
  issueApiClientSecret: {},
  createCharger: { chargerId: "NEW-1", siteId: things.siteId },
  changeCharger: { name: "Mine" },
  rotatePassword: {},
  adoptPendingCharger: { siteId: things.siteId },
  refusePendingCharger: {},
  startProfileChange: { toProfile: 2 },
  addChargerRoot: { name: "Mine", pem: things.rootPem },
  waiveMinimumProfile: { chargerId: things.ids["chargerId"], profile: 1, until: inDays(10) },
  watchCharger: { minutes: 15 },
  sendCommand: { action: "Reset", payload: { type: "Soft" }, ocppVersion: "ocpp1.6" },
  createCommandJob: { action: "ClearCache", filter: {} },
  setChargingProfiles: {
    profiles: [
      {
        connectorId: 1,
        profileId: 1,
        purpose: "tx-default",
        stackLevel: 0,
        kind: "relative",
        schedule: { unit: "A", periods: [{ startSeconds: 0, limit: 16 }] },
      },
    ],
  },
  clearChargingProfiles: { profileId: 1 },
  synchroniseLocalList: {},
  createReservation: {
    chargerId: things.ids["chargerId"],
    connectorId: 1,
    tokenId: things.tokenId,
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  },
  requestRefund: { amountMinor: 1, reason: "goodwill" },
  judgeBill: { amountMinor: 0 },
  takeStripeNotice: { id: "evt_1" },
  findToken: { tokenId: things.tokenId },
  createToken: { tokenId: "NEW-TAG" },
  changeToken: { status: "blocked" },
  createDriver: { language: "tr", email: "mine@example.org" },
  changeDriver: { name: "Mine" },
  findDrivers: { email: things.email },
  revealDriver: { reason: REASON, fields: ["email"] },
  limitProcessing: { restricted: true },
  placeLegalHold: { reason: REASON },
  attachToken: { tokenId: things.tokenId },
  publishNotice: { purpose: "analytics", language: "en", channel: "desk", text: "May we?" },
  recordConsent: { purpose: "analytics", decision: "withdrawn", channel: "desk" },
  openDataRequest: {
    driverId: things.ids["driverId"],
    type: "INFO",
    identity: { method: "call-back", facts: ["phone", "plate"] },
  },
  extendDataRequest: { reason: "complexity" },
  refuseDataRequest: { reason: "not-our-data" },
  completeDataRequest: {},
  startKeyRotation: { kind: "rewrap" },
  setCustomerKey: { keyArn: CUSTOMER_KEY_ARN },
  linkAccount: { code: things.accountCode },
  changeMyProfile: { name: "Mine" },
  giveMyConsent: { purpose: "analytics", decision: "withdrawn", channel: "app" },
  openMyRequest: { type: "INFO" },
  eraseMe: { confirm: "erase my data" },
  releaseBill: { reason: REASON },
  createConnectorCode: { connectorId: 1, label: "Left" },
  rotateConnectorCode: {},
  displayConnectorCode: {},
  startAdHocSession: openPage().start("bm90LW91cnM", "bm90LW91cnM", "token"),
  stopAdHocSession: openPage().stop(NO_ATTEMPT),
  reportSticker: { concern: "other" },
  mailAdHocReceipt: { email: "driver@example.org", language: "en" },
  changeAdHocSettings: { threshold: 0.7 },
  closeStickerReport: { outcome: "nothing-found" },
  createTariff: { tariffId: "new", name: "New", vatRateBasisPoints: 1900 },
  changeTariff: { name: "Mine" },
  createSite: { siteId: "new", name: "New" },
  changeSite: { name: "Mine" },
  createOperator: {
    operatorId: "new-one",
    name: "New",
    countryCode: "DE",
    currency: "EUR",
    timeZone: "Europe/Berlin",
  },
  changeOperator: { name: "Mine" },
  suspendOperator: { reason: "Because" },
  offboardOperator: { withoutExport: true },
  addMember: { subject: "intruder", roleId: "operator-viewer" },
  addPlatformMember: { subject: "intruder" },
  approvePlatformRequest: { payloadHash: things.payloadHash },
  refusePlatformRequest: { payloadHash: things.payloadHash },
  changeMemberRoles: { roles: [{ roleId: "operator-viewer" }] },
  createRole: {
    roleId: "new-role",
    name: "New",
    description: "New",
    permissions: ["chargers:read"],
  },
  changeRole: { name: "Mine" },
  requestGrant: {
    kind: "project",
    permissions: ["chargers:read"],
    siteIds: [things.siteId],
    endsAt: LATER,
    reason: "Because",
  },
  openAccessReview: { scope: "rest" },
  exportAudit: {},
  answerAccessReview: { holdingId: things.holdingId, answer: "revoke" },
});

/** What a query must say, by operation. */
const QUERIES: Readonly<Record<string, string>> = {
  exportDriverCsv: "section=profile",
  exportMyDataCsv: "section=profile",
  listMyNotices: "purpose=analytics&language=en&channel=app",
  searchAudit: "table=Fleet",
  previewThreshold: "threshold=0.5",
  readLedger: "day=2026-03-01",
  exportLedger: "day=2026-03-01",
  readTrialBalance: "day=2026-03-01",
  readJournalPages: "table=Fleet&lastPage=1",
};

/** Every route of the API with its contract. Throws where one has none. */
export const ROUTES = REST_ROUTES.map((route) => {
  const operation = OPERATIONS.find(
    ({ method, path }) => method === route.method && path === route.path,
  );
  if (!operation) throw new Error(`${route.method} ${route.path} has no contract`);
  return { resource: route.function.replace("rest-", ""), operation };
});

/** The routes for drivers, which believe the drivers' sign-in alone. */
export const forDrivers = ({ permission }: Operation): boolean =>
  permission === "driver" || permission === "driver-account";

/** The routes that name something inside an operator, or among what belongs to the platform. */
export const namesAThing = ({ path }: Operation): boolean =>
  path.split("{").length > (path.startsWith("/v1/platform/") ? 1 : 2);

/** A request for an operation that its contract takes, about the given things. */
export function requestFor(
  { operationId, method, path, body }: Operation,
  operatorId: string,
  things: Things,
): Pick<RestCall, "routeKey"> & Partial<RestCall> {
  const sent = bodies(things)[operationId];
  const query = QUERIES[operationId];
  if ((body === undefined) !== (sent === undefined)) throw new Error(`the body of ${operationId}`);
  if (body && !body.safeParse(sent).success) throw new Error(`the contract of ${operationId}`);
  return {
    routeKey: `${method} ${path}`,
    path: { code: "bm90LW91cnM", attemptId: NO_ATTEMPT, ...things.ids, operatorId },
    headers: { "x-access-reason": REASON, "x-change-reason": REASON },
    ...(query !== undefined && { query }),
    ...(sent !== undefined && { body: sent }),
  };
}
