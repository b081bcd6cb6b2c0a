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

export const REST_ROUTES: readonly RestRoute[] = [
  { function: "rest-platform", method: "GET", path: "/health" },
  { function: "rest-platform", method: "GET", path: "/v1/openapi.json" },
  ...collection("rest-operators", "/v1/operators"),
  ...item("rest-operators", OPERATOR, ["GET", "PATCH"]),
  ...collection("rest-sites", `${OPERATOR}/sites`),
  ...item("rest-sites", `${OPERATOR}/sites/{siteId}`, ["GET", "PATCH", "DELETE"]),
  ...collection("rest-chargers", `${OPERATOR}/chargers`),
  ...item("rest-chargers", CHARGER, ["GET", "PATCH", "DELETE"]),
  { function: "rest-chargers", method: "POST", path: `${CHARGER}/password` },
  ...collection("rest-tokens", `${OPERATOR}/tokens`),
  ...item("rest-tokens", `${OPERATOR}/tokens/{tokenId}`, ["GET", "PATCH", "DELETE"]),
  ...collection("rest-tariffs", `${OPERATOR}/tariffs`),
  ...item("rest-tariffs", `${OPERATOR}/tariffs/{tariffId}`, ["GET", "PATCH", "DELETE"]),
  { function: "rest-sessions", method: "GET", path: `${OPERATOR}/sessions` },
  ...item("rest-sessions", `${OPERATOR}/sessions/{sessionId}`, ["GET"]),
  ...collection("rest-commands", `${CHARGER}/commands`),
  ...item("rest-commands", `${CHARGER}/commands/{commandId}`, ["GET"]),
];

function collection(name: string, path: string): readonly RestRoute[] {
  return item(name, path, ["GET", "POST"]);
}

function item(name: string, path: string, methods: readonly RestMethod[]): readonly RestRoute[] {
  return methods.map((method) => ({ function: name, method, path }));
}
