import { beforeAll, describe, expect, inject, it } from "vitest";
import type { OcppVersion } from "#ocpp/actions.ts";
import { createCharger, createToken, onlySessionOf, tokenNamed } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { sendCommand } from "#test/support/rest-commands.ts";
import { type ScriptedCharger, scriptedCharger } from "#test/support/scripted-charger.ts";

const { local } = inject("platform");
const ACCEPTED = { status: "Accepted" };
const IN_AN_HOUR = () => new Date(Date.now() + 3_600_000).toISOString();
let rest: RestClient;

beforeAll(async () => {
  rest = await signIn(local, "admin@demo-a.example");
});

async function arrive(
  version: OcppVersion,
): Promise<{ chargerId: string; charger: ScriptedCharger }> {
  const known = await createCharger(rest);
  return {
    chargerId: known.chargerId,
    charger: await scriptedCharger(local.ocppUrl, known, version),
  };
}

const post = (path: string, body: object) =>
  rest(path, { method: "POST", body, headers: { prefer: "wait=20" } });

const aProfile = (profileId: number, limit: number, more: object = {}) => ({
  connectorId: 1,
  profileId,
  purpose: "tx-default",
  stackLevel: 0,
  kind: "absolute",
  schedule: {
    unit: "A",
    startsAt: "2026-01-01T00:00:00.000Z",
    periods: [{ startSeconds: 0, limit }],
  },
  ...more,
});

describe("charging profiles", () => {
  const kept = async (chargerId: string) => {
    const { body } = await rest(`chargers/${chargerId}/charging-profiles`);
    return body.items.map((item: { profileId: number }) => item.profileId);
  };

  it("of which a 1.6 charger refuses one half way: what it took is kept, the rest is told", async () => {
    const { chargerId, charger } = await arrive("ocpp1.6");
    charger.answer(
      "SetChargingProfile",
      ({ csChargingProfiles }: { csChargingProfiles: { chargingProfileId: number } }) => ({
        status: csChargingProfiles.chargingProfileId === 2 ? "Rejected" : "Accepted",
      }),
    );

    const { status, body } = await post(`chargers/${chargerId}/charging-profiles`, {
      profiles: [
        aProfile(1, 16),
        aProfile(2, 8, { stackLevel: 1 }),
        aProfile(3, 10, { connectorId: 0, purpose: "charger-max" }),
      ],
    });
    await eventually("both are kept", async () => (await kept(chargerId)).length === 2);
    const composed = await rest(
      `chargers/${chargerId}/composite-schedule?connectorId=1&duration=60`,
    );

    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { profileId: 1, state: "answered", answer: "Accepted" },
      { profileId: 2, state: "answered", answer: "Rejected" },
      { profileId: 3, state: "answered", answer: "Accepted" },
    ]);
    expect(charger.told.map(({ payload }) => payload.csChargingProfiles.chargingProfileId)).toEqual(
      [1, 2, 3],
    );
    expect(await kept(chargerId)).toEqual([1, 3]);
    expect(composed.body.periods).toEqual([{ startSeconds: 0, limit: 10 }]);
    await charger.close();
  });

  it("of a 2.0.1 charger are those that it reports, held against what it composes", async () => {
    const { chargerId, charger } = await arrive("ocpp2.0.1");
    charger.answer("GetChargingProfiles", ACCEPTED);
    charger.answer("GetCompositeSchedule", {
      status: "Accepted",
      schedule: {
        evseId: 1,
        duration: 600,
        scheduleStart: new Date().toISOString(),
        chargingRateUnit: "A",
        chargingSchedulePeriod: [
          { startPeriod: 0, limit: 12 },
          { startPeriod: 300, limit: 20 },
        ],
      },
    });
    charger.answer("ClearChargingProfile", { status: "Unknown" });
    await sendCommand(rest, chargerId, "GetChargingProfiles", {
      requestId: 9,
      chargingProfile: { chargingProfilePurpose: "TxDefaultProfile" },
    });
    await charger.call("ReportChargingProfiles", {
      requestId: 9,
      chargingLimitSource: "CSO",
      evseId: 1,
      chargingProfile: [
        {
          id: 7,
          stackLevel: 0,
          chargingProfilePurpose: "TxDefaultProfile",
          chargingProfileKind: "Absolute",
          chargingSchedule: [
            {
              id: 1,
              startSchedule: "2026-01-01T00:00:00Z",
              chargingRateUnit: "A",
              chargingSchedulePeriod: [{ startPeriod: 0, limit: 13 }],
            },
          ],
        },
      ],
    });

    const reported = await kept(chargerId);
    await sendCommand(rest, chargerId, "GetCompositeSchedule", { duration: 600, evseId: 1 });
    const { body } = await eventually("the composition is kept", async () => {
      const answer = await rest(`chargers/${chargerId}/composite-schedule?connectorId=1`);
      return answer.body.reported && answer;
    });
    const cleared = await post(`chargers/${chargerId}/charging-profiles/clear`, { profileId: 7 });
    await eventually("it is dropped", async () => (await kept(chargerId)).length === 0);

    expect(reported).toEqual([7]);
    expect(body).toMatchObject({
      periods: [{ startSeconds: 0, limit: 13 }],
      reported: { isWithin: false, aboveFromSeconds: 300 },
    });
    expect(cleared.body).toMatchObject({ state: "answered", answer: "Unknown" });
    await charger.close();
  });

  it("that replace others drop them, and those that a charger says it has none of are gone", async () => {
    const { chargerId, charger } = await arrive("ocpp2.0.1");
    charger.answer("SetChargingProfile", ACCEPTED);
    charger.answer("GetChargingProfiles", { status: "NoProfiles" });

    await post(`chargers/${chargerId}/charging-profiles`, { profiles: [aProfile(1, 16)] });
    await eventually("the first is kept", async () => (await kept(chargerId)).includes(1));
    await post(`chargers/${chargerId}/charging-profiles`, { profiles: [aProfile(2, 8)] });
    await eventually("the second took its place", async () => {
      const ids = await kept(chargerId);
      return ids.length === 1 && ids[0] === 2;
    });
    await sendCommand(rest, chargerId, "GetChargingProfiles", {
      requestId: 1,
      chargingProfile: {},
    });

    await eventually("none is kept", async () => (await kept(chargerId)).length === 0);
    await charger.close();
  });

  it("that OCPP forbids never reach the charger", async () => {
    const { chargerId, charger } = await arrive("ocpp1.6");

    const { status, body } = await post(`chargers/${chargerId}/charging-profiles`, {
      profiles: [aProfile(1, 16), aProfile(2, 8, { purpose: "tx" })],
    });

    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer: "/profiles/1/purpose" }]);
    expect(charger.told).toEqual([]);
    await charger.close();
  });
});

describe("a reservation", () => {
  const reserve = (chargerId: string, tokenId: string) =>
    post("reservations", { chargerId, connectorId: 1, tokenId, expiresAt: IN_AN_HOUR() });
  const begin = (charger: ScriptedCharger, idTag: string, more: object = {}) =>
    charger.call("StartTransaction", {
      connectorId: 1,
      idTag,
      meterStart: 0,
      timestamp: new Date().toISOString(),
      ...more,
    });

  it("holds a connector of a 1.6 charger: another card is refused, its own uses it", async () => {
    const { chargerId, charger } = await arrive("ocpp1.6");
    const own = await createToken(rest);
    const other = await createToken(rest);
    charger.answer("ReserveNow", ACCEPTED);

    const held = await reserve(chargerId, own);
    const second = await reserve(chargerId, other);
    const refused = await begin(charger, other);
    const stranger = await onlySessionOf(rest, chargerId);
    const started = await begin(charger, own, {
      timestamp: new Date(Date.now() + 1).toISOString(),
    });
    const { reservationId } = held.body;
    const used = await rest(`reservations/${reservationId}`);

    expect(held).toMatchObject({ status: 200, body: { state: "held", answeredAs: "Accepted" } });
    expect(charger.told[0]?.payload).toMatchObject({ connectorId: 1, idTag: own, reservationId });
    expect(second).toMatchObject({ status: 409, body: { code: "reservation.overlaps" } });
    expect(refused.idTagInfo.status).toBe("Blocked");
    expect(stranger).toMatchObject({ authorization: "NotAtThisTime", flags: ["not-authorized"] });
    expect(started.idTagInfo.status).toBe("Accepted");
    expect(used.body).toMatchObject({ state: "used", sessionId: expect.any(String) });
    await charger.close();
  });

  it("that the charger cannot keep is none, and says why", async () => {
    const { chargerId, charger } = await arrive("ocpp2.0.1");
    const tokenId = await createToken(rest);
    charger.answer("ReserveNow", { status: "Occupied" });

    const refused = await reserve(chargerId, tokenId);
    const again = await reserve(chargerId, tokenId);

    expect(refused.body).toMatchObject({ state: "refused", answeredAs: "Occupied" });
    expect(again.body).toMatchObject({ state: "refused", answeredAs: "Occupied" });
    await charger.close();
  });

  it("ends where it is cancelled, and where a 2.0.1 charger gives it up", async () => {
    const { chargerId, charger } = await arrive("ocpp2.0.1");
    const tokenId = await createToken(rest);
    charger.answer("ReserveNow", ACCEPTED);
    charger.answer("CancelReservation", ACCEPTED);

    const first = (await reserve(chargerId, tokenId)).body;
    const cancelled = await post(`reservations/${first.reservationId}/cancel`, {});
    const twice = await post(`reservations/${first.reservationId}/cancel`, {});
    const second = (await reserve(chargerId, tokenId)).body;
    await charger.call("ReservationStatusUpdate", {
      reservationId: second.reservationId,
      reservationUpdateStatus: "Removed",
    });
    const removed = await rest(`reservations/${second.reservationId}`);
    const listed = await rest("reservations?limit=50");

    expect(cancelled.body).toMatchObject({ state: "cancelled", cancelAnsweredAs: "Accepted" });
    expect(twice).toMatchObject({ status: 409, body: { code: "reservation.ended" } });
    expect(second.state).toBe("held");
    expect(removed.body.state).toBe("removed");
    const numbers = listed.body.items.map((item: { reservationId: number }) => item.reservationId);
    expect(numbers).toEqual(expect.arrayContaining([first.reservationId, second.reservationId]));
    await charger.close();
  });

  it("is used by a 2.0.1 transaction of its card", async () => {
    const { chargerId, charger } = await arrive("ocpp2.0.1");
    const tokenId = await createToken(rest);
    const other = await createToken(rest);
    charger.answer("ReserveNow", ACCEPTED);
    const event = (transactionId: string, idToken: string) =>
      charger.call("TransactionEvent", {
        eventType: "Started",
        timestamp: new Date().toISOString(),
        triggerReason: "Authorized",
        seqNo: 0,
        transactionInfo: { transactionId },
        evse: { id: 1, connectorId: 1 },
        idToken: { idToken, type: "ISO14443" },
      });

    const { reservationId } = (await reserve(chargerId, tokenId)).body;
    const refused = await event("tx-other", other);
    const started = await event("tx-own", tokenId);
    const { body } = await rest(`reservations/${reservationId}`);

    expect(refused.idTokenInfo.status).toBe("NotAtThisTime");
    expect(started.idTokenInfo.status).toBe("Accepted");
    expect(body.state).toBe("used");
    await charger.close();
  });
});

describe("a local authorisation list", () => {
  const listOf = async (chargerId: string) => (await rest(`chargers/${chargerId}/local-list`)).body;
  const synchronise = (chargerId: string, body: object = {}) =>
    rest(`chargers/${chargerId}/local-list/synchronise`, { method: "POST", body });

  it("comes in messages of the size that a 1.6 charger takes, and names its cards", async () => {
    const tokens = await Promise.all(
      [1, 2, 3].map(() => createToken(rest, { onLocalLists: true })),
    );
    const { chargerId, charger } = await arrive("ocpp1.6");
    charger.answer("GetConfiguration", {
      configurationKey: [{ key: "SendLocalListMaxLength", readonly: true, value: "2" }],
    });
    charger.answer("GetLocalListVersion", { listVersion: 0 });
    charger.answer("SendLocalList", ACCEPTED);
    await sendCommand(rest, chargerId, "GetConfiguration");

    const before = await listOf(chargerId);
    const asked = await synchronise(chargerId);
    const after = await eventually("all is sent", async () => {
      const list = await listOf(chargerId);
      return list.state === "synchronised" && list.synchronisedAt && list;
    });

    const messages = charger.told.filter(({ action }) => action === "SendLocalList");
    const ids = messages.flatMap(({ payload }) =>
      payload.localAuthorizationList.map((entry: { idTag: string }) => entry.idTag),
    );
    expect(before).toMatchObject({ state: "not-managed", listVersion: 0 });
    expect(asked.status).toBe(202);
    expect(messages.map(({ payload }) => payload.updateType)).toEqual([
      "Full",
      ...messages.slice(1).map(() => "Differential"),
    ]);
    expect(messages.every(({ payload }) => payload.localAuthorizationList.length <= 2)).toBe(true);
    expect(ids).toEqual(expect.arrayContaining(tokens));
    expect(after).toMatchObject({ listVersion: messages.length, reportedVersion: 0 });
    expect(after.heldEntries).toBe(after.wantedEntries);
    await charger.close();
  });

  it("is sent whole again where the charger's version is another one, and tells of a blocked card", async () => {
    const tokenId = await createToken(rest, { onLocalLists: true });
    const { chargerId, charger } = await arrive("ocpp2.0.1");
    charger.answer("GetLocalListVersion", { versionNumber: 0 });
    charger.answer("SendLocalList", ACCEPTED);
    await synchronise(chargerId);
    await eventually("it is synchronised", async () => (await listOf(chargerId)).synchronisedAt);
    const sent = () => charger.told.filter(({ action }) => action === "SendLocalList");
    const first = sent().length;

    const { tokenRef } = await tokenNamed(rest, tokenId);
    await rest(`tokens/${tokenRef}`, { method: "PATCH", body: { status: "blocked" } });
    const stale = await listOf(chargerId);
    charger.answer("GetLocalListVersion", { versionNumber: 40 });
    await synchronise(chargerId);
    const after = await eventually("it is sent again", async () => {
      const list = await listOf(chargerId);
      return list.listVersion > 40 && list.state === "synchronised" && list;
    });

    const [again] = sent().slice(first);
    const entries = sent()
      .slice(first)
      .flatMap(({ payload }) => payload.localAuthorizationList ?? []);
    expect(stale.state).toBe("stale");
    expect(again?.payload).toMatchObject({ updateType: "Full", versionNumber: 41 });
    expect(entries).toContainEqual(
      expect.objectContaining({
        idToken: expect.objectContaining({ idToken: tokenId }),
        idTokenInfo: expect.objectContaining({ status: "Blocked" }),
      }),
    );
    expect(after.reportedVersion).toBe(40);
    await charger.close();
  });

  it("that a charger does not support is shown so", async () => {
    const { chargerId, charger } = await arrive("ocpp1.6");
    charger.answer("GetLocalListVersion", { listVersion: -1 });

    await synchronise(chargerId);

    const list = await eventually("it is known", async () => {
      const now = await listOf(chargerId);
      return now.state === "not-supported" && now;
    });
    expect(list).toMatchObject({ reportedVersion: -1, failedAs: "NotSupported" });
    await charger.close();
  });
});
