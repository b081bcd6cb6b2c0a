import { beforeAll, describe, expect, inject, it } from "vitest";
import { createCharger, createToken, sessionsOf } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { secondsAgo } from "#test/support/past.ts";
import { connectCharger } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { start16 } from "#test/support/session-messages.ts";

const { local } = inject("platform");
let rest: RestClient;

beforeAll(async () => {
  rest = await signIn(local, "admin@demo-a.example");
});

describe("a charger's newest connection", () => {
  it("closes the one before, which can change nothing any more", async () => {
    const charger = await createCharger(rest);
    const tokenId = await createToken(rest);
    const before = await connectCharger(local, charger, "ocpp1.6");
    await before.call("BootNotification", { chargePointVendor: "Old", chargePointModel: "M" });

    const newest = await connectCharger(local, charger, "ocpp1.6");
    // Sent before the close frame arrives: whether the platform still reads it, is for chance to decide.
    before.send(JSON.stringify([2, "late", "StartTransaction", start16(tokenId, secondsAgo(9))]));
    await before.closed;
    await newest.call("BootNotification", { chargePointVendor: "New", chargePointModel: "M" });

    expect(before.received).not.toContainEqual([3, "late", expect.anything()]);
    expect(await sessionsOf(rest, charger.chargerId)).toEqual([]);
    const { body } = await rest(`chargers/${charger.chargerId}`);
    expect(body).toMatchObject({ boot: { vendor: "New" }, connection: { connected: true } });
    await newest.close();
  });

  it("is the one that stays when fifty come at once", async () => {
    const charger = await createCharger(rest);

    const herd = await Promise.allSettled(
      Array.from({ length: 50 }, () => connectCharger(local, charger, "ocpp1.6")),
    );
    const sockets = herd.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    const open = await eventually("all but one are closed", () => {
      const left = sockets.filter((socket) => socket.isOpen());
      return left.length <= 1 && left;
    });

    expect(open).toHaveLength(1);
    expect(await open[0]?.call("Heartbeat", {})).toMatchObject([3, "1", {}]);
    await open[0]?.close();
  });

  it("shows in REST until it ends", async () => {
    const charger = await createCharger(rest);
    const shown = async () => (await rest(`chargers/${charger.chargerId}`)).body.connection;

    const socket = await connectCharger(local, charger, "ocpp2.0.1");
    const during = await shown();
    await socket.close();
    await eventually("the charger is shown as away", async () => !(await shown()).connected);

    expect(during).toMatchObject({ connected: true, ocppVersion: "ocpp2.0.1" });
  });
});
