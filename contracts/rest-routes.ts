/**
 * Every route of the REST API. `lib/` builds the HTTP API from it, tests try each one as every role, and the OpenAPI
 * document must describe the same set.
 */

export type RestMethod = "DELETE" | "GET" | "PATCH" | "POST";

export interface RestRoute {
  /** Bundle of the function that answers, `rest-<resource>`. */
  readonly function: string;
  readonly method: RestMethod;
  /** Path with `{parameters}`, as API Gateway and OpenAPI write it. */
  readonly path: string;
}

const OPERATOR = "/v1/operators/{operatorId}";
const CHARGER = `${OPERATOR}/chargers/{chargerId}`;
const INTEGRATION = `${OPERATOR}/integrations/{integrationId}`;
const DRIVER = `${OPERATOR}/drivers/{driverId}`;
const REQUEST = `${OPERATOR}/data-requests/{dataRequestId}`;
const ME = "/v1/me/operators/{operatorId}";
const API_CLIENT = `${OPERATOR}/api-clients/{clientId}`;
const WEBHOOK = `${OPERATOR}/webhooks/{webhookId}`;

export const REST_ROUTES: readonly RestRoute[] = [
  { function: "rest-platform", method: "GET", path: "/health" },
  { function: "rest-platform", method: "GET", path: "/v1/openapi.json" },
  ...item("rest-isolation-probes", "/v1/platform/isolation-probes", ["GET"]),
  { function: "rest-platform", method: "GET", path: "/v1/compliance/data-map" },
  { function: "rest-platform", method: "GET", path: "/v1/compliance/records-of-processing" },
  ...collection("rest-operators", "/v1/operators"),
  ...item("rest-operators", OPERATOR, ["GET", "PATCH"]),
  ...item("rest-operators", `${OPERATOR}/suspension`, ["POST", "DELETE"]),
  ...item("rest-operators", `${OPERATOR}/offboarding`, ["POST"]),
  ...item("rest-exports", `${OPERATOR}/exports`, ["POST"]),
  ...item("rest-exports", `${OPERATOR}/exports/{exportId}`, ["GET"]),
  ...collection("rest-sites", `${OPERATOR}/sites`),
  ...item("rest-sites", `${OPERATOR}/sites/{siteId}`, ["GET", "PATCH", "DELETE"]),
  ...collection("rest-chargers", `${OPERATOR}/chargers`),
  ...item("rest-chargers", CHARGER, ["GET", "PATCH", "DELETE"]),
  { function: "rest-chargers", method: "POST", path: `${CHARGER}/password` },
  { function: "rest-chargers", method: "GET", path: `${CHARGER}/deviations` },
  { function: "rest-chargers", method: "GET", path: `${CHARGER}/messages` },
  { function: "rest-chargers", method: "POST", path: `${CHARGER}/messages/watch` },
  ...item("rest-chargers", `${OPERATOR}/pending-chargers`, ["GET"]),
  ...steps("rest-chargers", `${OPERATOR}/pending-chargers/{chargerId}`, ["adopt", "refuse"]),
  ...collection("rest-connector-codes", `${CHARGER}/codes`),
  ...steps("rest-connector-codes", `${CHARGER}/codes/{codeId}`, ["rotate", "withdraw", "display"]),
  ...item("rest-adhoc", "/v1/adhoc/connectors/{code}", ["GET"]),
  ...steps("rest-adhoc", "/v1/adhoc", ["sessions", "sticker-reports"]),
  ...item("rest-adhoc", "/v1/adhoc/sessions/{attemptId}", ["GET"]),
  ...steps("rest-adhoc", "/v1/adhoc/sessions/{attemptId}", ["stop", "appeal"]),
  ...item("rest-adhoc-progress", "/v1/adhoc/sessions/{attemptId}/progress", ["GET"]),
  ...["receipt", "receipt.pdf"].flatMap((part) =>
    item("rest-adhoc-receipts", `/v1/adhoc/sessions/{attemptId}/${part}`, ["GET"]),
  ),
  ...steps("rest-adhoc-receipts", "/v1/adhoc/sessions/{attemptId}", ["receipt-mail"]),
  ...item("rest-connector-sheets", `${OPERATOR}/sites/{siteId}/connector-sheet`, ["GET"]),
  ...item("rest-adhoc-settings", `${OPERATOR}/adhoc-settings`, ["GET", "PATCH"]),
  ...steps("rest-adhoc-settings", `${OPERATOR}/adhoc-settings`, ["connection-test"]),
  ...["preview", "statistics"].flatMap((part) =>
    item("rest-adhoc-settings", `${OPERATOR}/adhoc-settings/${part}`, ["GET"]),
  ),
  ...item("rest-adhoc-settings", `${OPERATOR}/adhoc-attempts`, ["GET"]),
  ...item("rest-adhoc-settings", `${OPERATOR}/sticker-reports`, ["GET"]),
  ...steps("rest-adhoc-settings", `${OPERATOR}/sticker-reports/{reportId}`, ["close"]),
  ...item("rest-charger-security", `${CHARGER}/security`, ["GET"]),
  ...steps("rest-charger-security", CHARGER, [
    "password-changes",
    "profile-changes",
    "certificate-renewals",
  ]),
  ...item("rest-charger-security", `${CHARGER}/certificates`, ["GET"]),
  ...steps("rest-charger-security", `${CHARGER}/certificates/{certificateId}`, ["revoke"]),
  ...collection("rest-charger-security", `${OPERATOR}/charger-roots`),
  ...item("rest-charger-security", `${OPERATOR}/charger-roots/{rootId}`, ["DELETE"]),
  ...item("rest-charger-security", `${OPERATOR}/profile-waivers`, ["POST"]),
  ...collection("rest-tokens", `${OPERATOR}/tokens`),
  ...item("rest-tokens", `${OPERATOR}/tokens/{tokenRef}`, ["GET", "PATCH", "DELETE"]),
  ...steps("rest-tokens", `${OPERATOR}/tokens`, ["find"]),
  ...steps("rest-tokens", `${OPERATOR}/tokens/{tokenRef}`, ["reveal"]),
  ...collection("rest-tariffs", `${OPERATOR}/tariffs`),
  ...item("rest-tariffs", `${OPERATOR}/tariffs/{tariffId}`, ["GET", "PATCH", "DELETE"]),
  ...collection("rest-drivers", `${OPERATOR}/drivers`),
  ...item("rest-drivers", `${OPERATOR}/drivers/find`, ["POST"]),
  ...item("rest-drivers", DRIVER, ["GET", "PATCH"]),
  ...item("rest-drivers", `${DRIVER}/reveal`, ["POST"]),
  ...item("rest-drivers", `${DRIVER}/processing`, ["PATCH"]),
  ...item("rest-drivers", `${DRIVER}/legal-hold`, ["POST", "DELETE"]),
  ...item("rest-drivers", `${DRIVER}/account-code`, ["POST"]),
  ...item("rest-drivers", `${DRIVER}/account`, ["DELETE"]),
  ...collection("rest-drivers", `${DRIVER}/tokens`),
  ...item("rest-drivers", `${DRIVER}/tokens/{tokenRef}`, ["DELETE"]),
  ...collection("rest-consents", `${OPERATOR}/notices`),
  ...item("rest-consents", `${OPERATOR}/notices/{noticeId}`, ["GET", "DELETE"]),
  ...collection("rest-consents", `${DRIVER}/consents`),
  ...collection("rest-data-requests", `${OPERATOR}/data-requests`),
  ...item("rest-data-requests", REQUEST, ["GET"]),
  ...steps("rest-data-requests", REQUEST, ["extend", "refuse", "complete", "erase"]),
  ...item("rest-data-requests", `${DRIVER}/erasure`, ["GET"]),
  ...item("rest-data-requests", `${OPERATOR}/destruction-certificates`, ["GET"]),
  ...item("rest-data-requests", `${DRIVER}/export`, ["GET"]),
  ...item("rest-data-requests", `${DRIVER}/export.csv`, ["GET"]),
  ...collection("rest-keys", `${OPERATOR}/key-rotations`),
  ...item("rest-keys", `${OPERATOR}/key-rotations/{rotationId}`, ["GET"]),
  ...item("rest-keys", `${OPERATOR}/customer-key`, ["POST", "DELETE"]),
  ...item("rest-me", `${ME}/account`, ["POST"]),
  ...item("rest-me", `${ME}/profile`, ["GET", "PATCH"]),
  ...["sessions", "notices", "export", "export.csv"].flatMap((part) =>
    item("rest-me", `${ME}/${part}`, ["GET"]),
  ),
  ...collection("rest-me", `${ME}/consents`),
  ...collection("rest-me", `${ME}/data-requests`),
  ...item("rest-me", `${ME}/erasure`, ["POST"]),
  ...item("rest-psp-notices", "/v1/psp/stripe/{operatorId}/webhooks", ["POST"]),
  ...item("rest-payments", `${OPERATOR}/payments`, ["GET"]),
  ...item("rest-payments", `${OPERATOR}/payments/{paymentId}`, ["GET"]),
  ...steps("rest-payments", `${OPERATOR}/payments/{paymentId}`, ["refunds", "judgement"]),
  ...["ledger", "ledger/export.csv", "ledger/trial-balance"].flatMap((part) =>
    item("rest-payments", `${OPERATOR}/${part}`, ["GET"]),
  ),
  { function: "rest-sessions", method: "GET", path: `${OPERATOR}/sessions` },
  ...item("rest-sessions", `${OPERATOR}/sessions/{sessionId}`, ["GET"]),
  ...steps("rest-sessions", `${OPERATOR}/sessions/{sessionId}`, ["bill-release"]),
  { function: "rest-approvals", method: "GET", path: `${OPERATOR}/approvals` },
  ...item("rest-approvals", `${OPERATOR}/approvals/{approvalId}`, ["GET"]),
  ...["approve", "refuse", "withdraw"].flatMap((step) =>
    item("rest-approvals", `${OPERATOR}/approvals/{approvalId}/${step}`, ["POST"]),
  ),
  ...item("rest-approvals", `${OPERATOR}/access-records`, ["GET"]),
  ...item("rest-approvals", `${OPERATOR}/approval-policy`, ["GET", "PATCH"]),
  ...collection("rest-integrations", `${OPERATOR}/integrations`),
  ...item("rest-integrations", INTEGRATION, ["GET", "PATCH", "DELETE"]),
  ...item("rest-integrations", `${INTEGRATION}/credential`, ["POST"]),
  ...item("rest-integrations", `${INTEGRATION}/disable`, ["POST"]),
  ...collection("rest-webhooks", `${OPERATOR}/webhooks`),
  ...item("rest-webhooks", WEBHOOK, ["GET", "PATCH", "DELETE"]),
  ...item("rest-webhooks", `${WEBHOOK}/secret`, ["POST"]),
  ...item("rest-webhooks", `${WEBHOOK}/deliveries`, ["GET"]),
  ...item("rest-webhooks", `${WEBHOOK}/deliveries/{deliveryId}/replay`, ["POST"]),
  ...item("rest-webhooks", `${WEBHOOK}/replay`, ["POST"]),
  ...collection("rest-api-clients", `${OPERATOR}/api-clients`),
  ...item("rest-api-clients", API_CLIENT, ["GET", "PATCH"]),
  ...steps("rest-api-clients", API_CLIENT, ["secret", "revoke"]),
  ...collection("rest-commands", `${CHARGER}/commands`),
  ...item("rest-commands", `${CHARGER}/commands/{commandId}`, ["GET"]),
  ...item("rest-commands", `${CHARGER}/jobs`, ["GET"]),
  ...item("rest-commands", `${CHARGER}/jobs/{jobId}`, ["GET"]),
  ...item("rest-commands", `${CHARGER}/jobs/{jobId}/customer-information`, ["GET"]),
  ...item("rest-commands", `${CHARGER}/reported/{kind}`, ["GET"]),
  ...item("rest-commands", `${CHARGER}/variables`, ["GET"]),
  ...collection("rest-command-jobs", `${OPERATOR}/command-jobs`),
  ...item("rest-command-jobs", `${OPERATOR}/command-jobs/{commandJobId}`, ["GET"]),
  ...item("rest-command-jobs", `${OPERATOR}/command-jobs/{commandJobId}/chargers`, ["GET"]),
  ...steps("rest-command-jobs", `${OPERATOR}/command-jobs/{commandJobId}`, ["cancel"]),
  ...collection("rest-smart-charging", `${CHARGER}/charging-profiles`),
  ...steps("rest-smart-charging", `${CHARGER}/charging-profiles`, ["clear"]),
  ...item("rest-smart-charging", `${CHARGER}/composite-schedule`, ["GET"]),
  ...item("rest-local-lists", `${CHARGER}/local-list`, ["GET"]),
  ...steps("rest-local-lists", `${CHARGER}/local-list`, ["synchronise"]),
  ...collection("rest-reservations", `${OPERATOR}/reservations`),
  ...item("rest-reservations", `${OPERATOR}/reservations/{reservationId}`, ["GET"]),
  ...steps("rest-reservations", `${OPERATOR}/reservations/{reservationId}`, ["cancel"]),
  ...collection("rest-members", `${OPERATOR}/members`),
  ...item("rest-members", `${OPERATOR}/members/{subject}`, ["GET", "PATCH"]),
  ...steps("rest-members", `${OPERATOR}/members/{subject}`, [
    "disable",
    "enable",
    "hand-over",
    "sign-out",
    "reset-second-factor",
  ]),
  ...item("rest-members", `${OPERATOR}/members/{subject}/sign-ins`, ["GET"]),
  ...steps("rest-members", `${OPERATOR}/members/{subject}/sign-ins/{signInId}`, ["revoke"]),
  ...collection("rest-members", "/v1/platform/members"),
  ...steps("rest-members", "/v1/platform/members/{subject}", [
    "disable",
    "enable",
    "sign-out",
    "reset-second-factor",
  ]),
  ...item("rest-approvals", "/v1/platform/approvals", ["GET"]),
  ...item("rest-approvals", "/v1/platform/approvals/{approvalId}", ["GET"]),
  ...steps("rest-approvals", "/v1/platform/approvals/{approvalId}", [
    "approve",
    "refuse",
    "withdraw",
  ]),
  ...collection("rest-roles", `${OPERATOR}/roles`),
  ...item("rest-roles", `${OPERATOR}/roles/{roleId}`, ["GET", "PATCH"]),
  ...collection("rest-grants", `${OPERATOR}/grants`),
  ...item("rest-grants", `${OPERATOR}/grants/{grantId}`, ["GET"]),
  ...steps("rest-grants", `${OPERATOR}/grants/{grantId}`, ["approve", "revoke", "review"]),
  ...item("rest-access", `${OPERATOR}/access/me`, ["GET"]),
  ...item("rest-access", `${OPERATOR}/access/me/sign-ins`, ["GET"]),
  ...steps("rest-access", `${OPERATOR}/access/me/sign-ins/{signInId}`, ["revoke"]),
  ...steps("rest-access", `${OPERATOR}/access/me`, ["sign-out"]),
  ...item("rest-access", `${OPERATOR}/access/{subject}`, ["GET"]),
  ...collection("rest-access", `${OPERATOR}/access-reviews`),
  ...item("rest-access", `${OPERATOR}/access-reviews/{campaignId}`, ["GET"]),
  ...steps("rest-access", `${OPERATOR}/access-reviews/{campaignId}`, ["answers"]),
  ...item("rest-audit", `${OPERATOR}/audit`, ["GET"]),
  ...item("rest-audit", `${OPERATOR}/audit/anchors`, ["GET"]),
  ...item("rest-audit", `${OPERATOR}/audit/exports`, ["POST"]),
  ...item("rest-audit", `${OPERATOR}/audit/journal`, ["GET"]),
  ...item("rest-audit", `${OPERATOR}/sessions/{sessionId}/story`, ["GET"]),
];

function steps(name: string, path: string, names: readonly string[]): readonly RestRoute[] {
  return names.map((step) => ({ function: name, method: "POST", path: `${path}/${step}` }));
}

function collection(name: string, path: string): readonly RestRoute[] {
  return item(name, path, ["GET", "POST"]);
}

function item(name: string, path: string, methods: readonly RestMethod[]): readonly RestRoute[] {
  return methods.map((method) => ({ function: name, method, path }));
}
