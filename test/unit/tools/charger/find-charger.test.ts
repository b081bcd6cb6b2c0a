import { expect, it } from "vitest";
import { findCharger } from "#tools/charger/find-charger.ts";

const LOCAL = {
  operators: [
    {
      operatorId: "demo-a",
      chargers: [{ chargerId: "A-AC-1", password: "secret-of-a", ocppVersion: "ocpp1.6" }],
    },
  ],
};

it("finds a charger of its own operator only", () => {
  expect(findCharger(LOCAL, "demo-a", "A-AC-1").ocppVersion).toBe("ocpp1.6");
  expect(() => findCharger(LOCAL, "demo-b", "A-AC-1")).toThrow(/no charger A-AC-1 of demo-b/);
});

it("lists the chargers there are, without their passwords", () => {
  const find = () => findCharger(LOCAL, "demo-a", "A-AC-9");

  expect(find).toThrow(/--operator demo-a --charger A-AC-1 {2}\(ocpp1\.6\)$/);
  expect(find).not.toThrow(/secret-of-a/);
});
