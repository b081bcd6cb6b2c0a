import { describe, expect, it } from "vitest";
import type { ChargewardRest } from "#tools/foreign/open-ocpp-tck/chargeward-rest.ts";
import { reservationRecords } from "#tools/foreign/open-ocpp-tck/reservation-records.ts";

/** Commands of one charger, newest first, as REST lists them. */
function restWith(items: readonly unknown[]): ChargewardRest {
  const unused = () => Promise.reject(new Error("not asked for here"));
  return { find: async () => ({ items }), post: unused, create: unused };
}

const reserve = { action: "ReserveNow", payload: { reservationId: 7 } };
const cancel = (status: string) => ({
  action: "CancelReservation",
  payload: { reservationId: 7 },
  response: { status },
});

describe("a reservation, as the driver of open-ocpp-tck reads it", () => {
  it("is the one that was asked for last", async () => {
    const earlier = { ...reserve, payload: { reservationId: 6 } };
    const records = reservationRecords(restWith([reserve, earlier]));

    const latest = await records.latest("CP");

    expect(latest).toBe("7");
  });

  it("is none where nobody reserved", async () => {
    const records = reservationRecords(restWith([{ action: "Reset", payload: {} }]));

    const latest = await records.latest("CP");

    expect([latest, await records.status(latest)]).toEqual(["", ""]);
  });

  it.each([
    ["Accepted", "CANCELLED"],
    ["Rejected", "ACCEPTED"],
  ])("whose cancellation the charger answered with %s is %s", async (answer, expected) => {
    const records = reservationRecords(restWith([cancel(answer), reserve]));

    const status = await records.status(await records.latest("CP"));

    expect(status).toBe(expected);
  });
});
