import { expect, it } from "vitest";
import { fleetOf } from "../../../bench/fleet.ts";

it("speaks both versions evenly at every operator's neighbours", () => {
  const fleet = fleetOf(200, 1);

  expect(fleet.filter(({ version }) => version === "ocpp1.6")).toHaveLength(100);
  expect(fleet.filter(({ version }) => version === "ocpp2.0.1")).toHaveLength(100);
});

it("gives every operator its share of the chargers", () => {
  const byOperator = Map.groupBy(fleetOf(2_000, 100), ({ operatorId }) => operatorId);

  expect(byOperator.size).toBe(100);
  expect([...byOperator.values()].every((chargers) => chargers.length === 20)).toBe(true);
});

it("gives every charger a card of its own", () => {
  const fleet = fleetOf(50, 3);

  expect(new Set(fleet.map(({ tokenId }) => tokenId)).size).toBe(50);
});
