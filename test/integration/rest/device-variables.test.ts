import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { DeviceVariable } from "#domain/fleet/device-variable.ts";
import { aBinding, aCharger } from "#test/support/fleet.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const VARIABLES = "GET /v1/operators/{operatorId}/chargers/{chargerId}/variables";
const chargerId = "CP-1";
const AT = "2026-03-01T10:00:00.000Z";

const variable = (component: string, name: string): DeviceVariable => ({
  component: { name: component },
  variable: { name },
  attributes: [{ type: "Actual", value: "1" }],
  reportedAt: AT,
});

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
  await world.put("Fleet", { ...keys.charger("demo-a", chargerId), ...aCharger({ chargerId }) });
  const { deviceVariableStore } = await import("#adapters/dynamodb/device-variable-store.ts");
  await deviceVariableStore("Fleet").record(aBinding({ chargerId }), [
    variable("OCPPCommCtrlr", "HeartbeatInterval"),
    variable("OCPPCommCtrlr", "RetryBackOffWaitMinimum"),
    variable("SampledDataCtrlr", "TxUpdatedInterval"),
    variable("EVSE", "Power"),
  ]);
});
afterAll(() => world.stop());

const search = (query: Record<string, string>) =>
  world.call("commands", {
    routeKey: VARIABLES,
    path: { chargerId },
    query: String(new URLSearchParams(query)),
  });
const namesOf = (body: { items: readonly DeviceVariable[] }) =>
  body.items.map(({ component, variable: { name } }) => `${component.name}.${name}`);

describe("a search for variables of a charger", () => {
  it("finds parts of the component's and the variable's name, in any case", async () => {
    const byVariable = await search({ variable: "interval" });
    const byBoth = await search({ variable: "interval", component: "comm" });

    expect(namesOf(byVariable.body)).toEqual([
      "OCPPCommCtrlr.HeartbeatInterval",
      "SampledDataCtrlr.TxUpdatedInterval",
    ]);
    expect(namesOf(byBoth.body)).toEqual(["OCPPCommCtrlr.HeartbeatInterval"]);
  });

  it("shows everything page by page where nothing is said", async () => {
    const first = await search({ limit: "3" });
    const second = await search({ limit: "3", cursor: first.body.nextCursor });

    expect(namesOf(first.body)).toHaveLength(3);
    expect([...namesOf(first.body), ...namesOf(second.body)]).toEqual([
      "EVSE.Power",
      "OCPPCommCtrlr.HeartbeatInterval",
      "OCPPCommCtrlr.RetryBackOffWaitMinimum",
      "SampledDataCtrlr.TxUpdatedInterval",
    ]);
    expect(second.body.nextCursor).toBeUndefined();
  });

  it("is empty where nothing fits", async () => {
    const answer = await search({ component: "Nonsense" });

    expect(answer.body).toEqual({ items: [] });
  });
});
