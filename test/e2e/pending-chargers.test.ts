import { beforeAll, expect, inject, it } from "vitest";
import { unique } from "#test/support/demo-fleet.ts";
import { basic, connectRawCharger, handshake } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";

const { local } = inject("platform");
const BOOT = { chargePointVendor: "Vendor", chargePointModel: "Model" };
/** An operator of its own: what others find at theirs must not change. */
const OPERATOR = unique("wait").toLowerCase();

let rest: RestClient;
beforeAll(async () => {
  const root = local.users.find(({ role }) => role === "system-admin");
  rest = await signIn(local, root?.email ?? "", OPERATOR);
  const made = { operatorId: OPERATOR, name: "Waits", countryCode: "DE", currency: "EUR" };
  const body = { ...made, timeZone: "Europe/Berlin" };
  expect((await rest("/v1/operators", { method: "POST", body })).status).toBe(201);
  const site = { siteId: "quay", name: "Quay" };
  expect((await rest("sites", { method: "POST", body: site })).status).toBe(201);
});

const at = (chargerId: string, password = "not-its-password") => ({
  url: `${local.ocppUrl}/${OPERATOR}/${chargerId}`,
  authorization: basic(chargerId, password),
  protocols: ["ocpp1.6"],
});

it("a station that nobody made known waits for a person, and comes in with the password that they got", async () => {
  const chargerId = unique("NEW");
  const before = await handshake(at(chargerId));
  const settings = { unknownStations: "pending" };
  const { headers } = await rest("");
  const ifMatch = headers.get("etag") ?? "";
  await rest("", { method: "PATCH", body: { settings }, headers: { "if-match": ifMatch } });

  const station = await connectRawCharger(at(chargerId));
  const boot = await station.call("BootNotification", BOOT);
  const status = await station.call("Heartbeat", {});
  const waiting = await rest("pending-chargers");
  const again = await connectRawCharger(at(chargerId));
  await station.closed;
  const adopt = { method: "POST", body: { siteId: "quay" } };
  const adopted = await rest(`pending-chargers/${chargerId}/adopt`, adopt);
  const late = await again.call("BootNotification", BOOT);
  const stranger = await handshake(at(chargerId));
  const charger = await connectRawCharger(at(chargerId, adopted.body.password));
  const accepted = await charger.call("BootNotification", BOOT);

  expect(before).toEqual({ status: 404 });
  expect(boot).toMatchObject([3, "1", { status: "Pending" }]);
  expect(status).toEqual([4, "2", "SecurityError", expect.any(String), {}]);
  expect(waiting.body.items).toMatchObject([
    { chargerId, state: "waiting", boot: { model: "Model" } },
  ]);
  expect(adopted.status).toBe(201);
  expect(late).toMatchObject([3, "1", { status: "Rejected" }]);
  expect(stranger).toEqual({ status: 401 });
  expect(accepted).toMatchObject([3, "1", { status: "Accepted" }]);
  await again.close();
  await charger.close();
});

it("a station that a person refused is unknown again", async () => {
  const chargerId = unique("NEW");
  const station = await connectRawCharger(at(chargerId));

  const refusal = { method: "POST", body: { hours: 1 } };
  const refused = await rest(`pending-chargers/${chargerId}/refuse`, refusal);

  expect(refused.status).toBe(200);
  expect(await handshake(at(chargerId))).toEqual({ status: 404 });
  await station.close();
});
