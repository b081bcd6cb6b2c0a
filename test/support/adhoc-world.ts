import { findAttempt } from "#adapters/dynamodb/adhoc-attempt-store.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import { defaultGateSettings, type GateSettings } from "#domain/adhoc/gate-settings.ts";
import { aCharger } from "./fleet.ts";
import { aContext } from "./lambda-context.ts";
import { openPage, type Page } from "./page.ts";
import { startRecaptchaServer } from "./recaptcha.ts";
import { callRest, type RestAnswer, type RestCall } from "./rest-call.ts";
import { type RestWorld, startRestWorld } from "./rest-world.ts";

export const SITE_KEY = "site-key-of-the-tests";
const NOW = "2026-01-01T00:00:00.000Z";
const born = { createdAt: NOW, updatedAt: NOW, version: 1 };

type Run = (event: object, context: unknown) => Promise<unknown>;

/** Two operators with a charger, a price and a gate each, and reCAPTCHA on this machine. */
export async function startAdHocWorld() {
  const recaptcha = await startRecaptchaServer();
  const world = await startRestWorld();
  for (const operatorId of ["demo-a", "demo-b"]) await furnish(world, operatorId);
  let visitors = 0;

  const guest = async (call: RestCall, as?: string): Promise<RestAnswer> => {
    const { handler } = await import("#functions/rest/adhoc/handler.ts");
    const address = `198.51.100.${visitors++ % 250}`;
    return callRest(handler, {
      ...call,
      headers: { "x-forwarded-for": `${as ?? address}, 192.0.2.9`, ...call.headers },
    });
  };
  const scan = (code: string) =>
    guest({ routeKey: "GET /v1/adhoc/connectors/{code}", path: { code } });

  const out = {
    ...world,
    recaptcha,
    guest,
    scan,
    /** A new code of CP-1, as staff make it. */
    async code(of: { readonly operatorId?: string; readonly body?: object } = {}) {
      const { operatorId = "demo-a", body } = of;
      const made = await world.call("connector-codes", {
        routeKey: "POST /v1/operators/{operatorId}/chargers/{chargerId}/codes",
        path: { operatorId, chargerId: "CP-1" },
        as: operatorId === "demo-a" ? "admin" : "neighbour",
        body: { connectorId: 1, label: "Left", ...body },
      });
      return { codeId: String(made.body.codeId), code: textOf(String(made.body.url)) };
    },
    async settings(fields: Partial<GateSettings>, operatorId = "demo-a") {
      const before = { ...defaultGateSettings(operatorId, NOW), ...GATE };
      const item = { ...before, ...fields, ...born };
      await world.put("Directory", { ...keys.gateSettings(operatorId), ...item });
    },
    async setCredential(secret: string) {
      const { secretSealer } = await import("#adapters/kms/sealed-secret.ts");
      const seal = secretSealer(
        { operatorId: "demo-a" },
        String(process.env["CREDENTIAL_KEY_ARN"]),
      );
      const sealed = await seal(secret, { purpose: "integration", itemId: "recaptcha" });
      const credential = { sealed, fingerprint: "f", setAt: NOW, setBy: "admin" };
      const integration = { operatorId: "demo-a", integrationId: "recaptcha", kind: "recaptcha" };
      const more = { name: "reCAPTCHA", owner: "Tests", scopes: [], enabled: true, ...born };
      const key = keys.integration("demo-a", "recaptcha");
      await world.put("Directory", { ...key, ...integration, ...more, credential });
    },
    /** Scans a code and starts at once, with a token of the given score. */
    async start(
      code: string,
      of: {
        readonly token?: string | null;
        readonly score?: number;
        readonly page?: Page;
        readonly more?: object;
        readonly address?: string;
      } = {},
    ): Promise<RestAnswer> {
      const { page = openPage(), score = 0.9 } = of;
      const shown = await scan(code);
      const action = shown.body.gate?.action ?? "adhoc_start/none";
      const token = of.token ?? (await recaptcha.token({ siteKey: SITE_KEY, action, score }));
      const body = page.start(
        code,
        shown.body.intent,
        of.token === null ? undefined : token,
        of.more,
      );
      return guest({ routeKey: "POST /v1/adhoc/sessions", body }, of.address);
    },
    /** Wakes the function that judges, as the domain event does. */
    async judge(attemptId: string, operatorId = "demo-a") {
      const { handler } = await import("#functions/events/assess-adhoc-session/handler.ts");
      await (handler as unknown as Run)(
        { "detail-type": "AdHocSessionRequested", detail: { operatorId, attemptId } },
        aContext(),
      );
    },
    async wake(type: string, detail: object) {
      const { handler } = await import("#functions/events/assess-adhoc-session/handler.ts");
      await (handler as unknown as Run)({ "detail-type": type, detail }, aContext());
    },
    async attempt(attemptId: string, operatorId = "demo-a"): Promise<AdHocAttempt> {
      const found = await findAttempt("Charging", operatorId, attemptId);
      if (!found) throw new Error("no such attempt");
      return found;
    },
    async stop() {
      await world.stop();
      await recaptcha.stop();
    },
  };
  await out.settings({});
  await out.settings({}, "demo-b");
  await out.setCredential(recaptcha.credential);
  return out;
}

export type AdHocWorld = Awaited<ReturnType<typeof startAdHocWorld>>;

const GATE = {
  offered: true,
  siteKey: SITE_KEY,
  allowedHostnames: ["app.example.test"],
  supportPhone: "+4930123456",
};

/** What the address of a page names. */
function textOf(url: string): string {
  return url.split("/").at(-1) ?? "";
}

async function furnish(world: RestWorld, operatorId: string): Promise<void> {
  const site = { operatorId, siteId: "site-1", name: "Harbour", address: "Quay 1", ...born };
  const tariff = {
    operatorId,
    tariffId: "standard",
    name: "Standard",
    currency: "EUR",
    startFeeMinor: 50,
    energyMinorPerKwh: 45,
    timeMinorPerMinute: 2,
    idleMinorPerMinute: 10,
    idleGraceMinutes: 15,
    vatRateBasisPoints: 1900,
    pricesIncludeVat: true,
    ...born,
  };
  const connection = {
    connectionId: `socket of ${operatorId}`,
    version: "ocpp1.6",
    connectedAt: NOW,
    sourceIp: "::1",
  } as const;
  const charger = aCharger({
    operatorId,
    connection,
    tariffInForce: "standard",
    connectors: { "1": { status: "Available", reportedAt: NOW } },
  });
  await world.put("Fleet", { ...keys.site(operatorId, "site-1"), ...site });
  await world.put("Fleet", { ...keys.charger(operatorId, "CP-1"), ...charger });
  await world.put("Charging", { ...keys.tariff(operatorId, "standard"), ...tariff });
}
