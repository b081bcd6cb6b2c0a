import { describe, expect, it } from "vitest";
import { authorizedAt, type HeldPlace, usedHold } from "#domain/charging/held-place.ts";
import {
  type Reservation,
  reservationAt,
  reservationIdAt,
} from "#domain/reservations/reservation.ts";
import { afterCancel, afterReserve, afterStatusUpdate } from "#domain/reservations/take-answer.ts";

const AT = "2026-03-01T10:00:00.000Z";
const reservation: Reservation = {
  operatorId: "op",
  chargerId: "CP-1",
  siteId: "harbour",
  reservationId: 1,
  connectorId: 1,
  tokenRef: "mine",
  state: "requested",
  requestedAt: AT,
  expiresAt: "2026-03-01T11:00:00.000Z",
  createdBy: "somebody",
  commandId: "C-1",
};
const held: Reservation = { ...reservation, state: "held" };

describe("a reservation", () => {
  it("is held once the charger accepts it, and refused by every other word", () => {
    expect(afterReserve(reservation, "Accepted", AT)?.state).toBe("held");
    expect(afterReserve(reservation, "Occupied", AT)).toMatchObject({
      state: "refused",
      answeredAs: "Occupied",
    });
    expect(afterReserve(held, "Rejected", AT)).toBeUndefined();
  });

  it("is over by its time at the moment of the question, and by a request that was lost", () => {
    expect(reservationAt(held, "2026-03-01T10:59:59.999Z").state).toBe("held");
    expect(reservationAt(held, held.expiresAt).state).toBe("expired");
    expect(reservationAt(reservation, "2026-03-01T10:11:00.000Z").state).toBe("refused");
  });

  it("is cancelled where the charger took it or knows of none, and stays where it was not heard", () => {
    expect(afterCancel(held, "Accepted", AT)?.state).toBe("cancelled");
    expect(afterCancel(held, "Rejected", AT)?.state).toBe("cancelled");
    expect(afterCancel(held, "TimedOut", AT)).toMatchObject({
      state: "held",
      cancelAnsweredAs: "TimedOut",
    });
    expect(afterCancel({ ...held, state: "used" }, "Accepted", AT)).toBeUndefined();
  });

  it("ends as the charger says", () => {
    expect(afterStatusUpdate(held, "Expired", AT)?.state).toBe("expired");
    expect(afterStatusUpdate(held, "Removed", AT)?.state).toBe("removed");
  });

  it("has a number of 31 bits that grows with time", () => {
    expect(reservationIdAt("2087-12-31T00:00:00.000Z")).toBeLessThan(2 ** 31);
    expect(reservationIdAt(AT, 1)).toBe(reservationIdAt("2026-03-01T10:00:01.000Z"));
  });
});

describe("a start where a connector is kept", () => {
  const hold: HeldPlace = {
    reservationId: 1,
    place: "1",
    tokenRef: "mine",
    expiresAt: held.expiresAt,
    isHeld: true,
    isOfGroup: false,
  };
  const good = { status: "Accepted" } as const;
  const by = (tokenRef: string, at = AT) => ({ tokenRef, at });

  it("is refused to another token, until the time is over", () => {
    expect(authorizedAt([hold], good, by("other")).status).toBe("NotAtThisTime");
    expect(authorizedAt([hold], good, by("other", held.expiresAt)).status).toBe("Accepted");
    expect(authorizedAt([{ ...hold, isHeld: false }], good, by("other")).status).toBe("Accepted");
    expect(authorizedAt([{ ...hold, place: "0" }], good, by("other")).status).toBe("Accepted");
  });

  it("is let in for the token and its group, and uses the reservation", () => {
    const ofGroup = { ...hold, isOfGroup: true };

    expect(authorizedAt([hold], good, by("mine")).status).toBe("Accepted");
    expect(usedHold([hold], good, by("mine"))).toBe(hold);
    expect(usedHold([ofGroup], good, by("other"))).toBe(ofGroup);
    expect(usedHold([hold], good, by("other"))).toBeUndefined();
  });

  it("uses the reservation that the charger names, whoever begins", () => {
    expect(usedHold([hold], { status: "Invalid" }, { ...by("other"), reservationId: 1 })).toBe(
      hold,
    );
  });
});
