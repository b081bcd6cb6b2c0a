import { beforeAll, describe, expect, inject, it } from "vitest";
import { createCharger, onlySessionOf, unique } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { secondsAgo } from "#test/support/past.ts";
import { connectCharger, type RawCharger } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { start16, transactionIdIn } from "#test/support/session-messages.ts";

const { local } = inject("platform");
const ME = "/v1/me/operators/demo-a";

let admin: RestClient;
let support: RestClient;
let officer: RestClient;
let person: RestClient;
beforeAll(async () => {
  admin = await signIn(local, "admin@demo-a.example");
  support = await signIn(local, "support@demo-a.example");
  officer = await signIn(local, "data-protection-officer@demo-a.example");
  // A driver of the other operator, who becomes one of this one as well.
  person = await signIn(local, "driver@demo-b.example");
});

const post = (client: RestClient, path: string, body?: object) =>
  client(path, { method: "POST", ...(body && { body }) });

/** A driver with a card, of whom the desk asked nothing. */
async function aDriver() {
  const tokenId = unique("DRIVER");
  const email = `${tokenId.toLowerCase()}@example.org`;
  const made = await post(support, "drivers", { language: "en" });
  const { driverId } = made.body;
  await post(support, "tokens", { tokenId });
  const attached = await post(support, `drivers/${driverId}/tokens`, { tokenId });
  expect([made.status, attached.status]).toEqual([201, 201]);
  return { driverId, tokenId, email };
}

/** Charges a car, and gives the charger's id when the session is filed with the driver. */
async function charge(tokenId: string, isFiled: () => Promise<boolean>): Promise<string> {
  const charger = await createCharger(admin);
  const socket = await connectCharger(local, charger, "ocpp1.6");
  await chargeAt(socket, tokenId);
  await socket.close();
  await eventually("the session is the driver's", isFiled);
  return charger.chargerId;
}

async function chargeAt(socket: RawCharger, idTag: string): Promise<void> {
  const started = await socket.call("StartTransaction", start16(idTag, secondsAgo(600)));
  await socket.call("StopTransaction", {
    transactionId: transactionIdIn(started),
    idTag,
    meterStop: 12_500,
    timestamp: secondsAgo(10),
  });
}

describe("a driver of the demo", () => {
  it("signs in at the drivers' own sign-in, which opens what is theirs and nothing of the staff's", async () => {
    const driver = await signIn(local, "driver@demo-a.example");

    const profile = await driver("/v1/me/operators/demo-a/profile");
    const elsewhere = await driver("/v1/me/operators/demo-b/profile");
    const staffs = await driver("sites");
    const asStaff = await admin("/v1/me/operators/demo-a/profile");

    expect(profile.body).toMatchObject({
      hasAccount: true,
      profile: { email: "driver@demo-a.example" },
    });
    expect([profile, elsewhere, staffs, asStaff].map(({ status }) => status)).toEqual([
      200, 404, 401, 401,
    ]);
  });
});

describe("a driver", () => {
  it("links their account, sees what they charged and who looked, and has all of it erased", async () => {
    const { driverId, tokenId, email } = await aDriver();
    const { body: given } = await post(support, `drivers/${driverId}/account-code`);
    const linked = await post(person, `${ME}/account`, { code: given.code });
    const sessions = async () => (await person(`${ME}/sessions`)).body.items ?? [];
    const chargerId = await charge(tokenId, async () => {
      return (await sessions()).some(({ state }: { state: string }) => state === "ended");
    });
    const change = { name: "Ada", email };
    const corrected = await person(`${ME}/profile`, { method: "PATCH", body: change });
    const reveal = { reason: "A letter came back", fields: ["email"] };
    const revealed = await post(officer, `drivers/${driverId}/reveal`, reveal);
    const taken = await person(`${ME}/export`);
    const looks = await person(`${ME}/export.csv?section=looks`);

    const erased = await post(person, `${ME}/erasure`, { confirm: "erase my data" });
    const erasure = await eventually("the erasure is done", async () => {
      const { body } = await officer(`drivers/${driverId}/erasure`);
      return body.finishedAt !== undefined && body;
    });

    expect([linked, corrected, taken, looks, erased].map(({ status }) => status)).toEqual([
      201, 200, 200, 200, 202,
    ]);
    expect(revealed.body.profile).toEqual({ email });
    expect(looks.body).toContain("A letter came back");
    expect(erasure.done).toEqual(
      expect.arrayContaining([
        { what: "tokens", count: 1 },
        { what: "sessions-pseudonymised", count: 1 },
      ]),
    );
    const bill = await onlySessionOf(admin, chargerId);
    expect(bill).toMatchObject({ state: "ended", energyWh: 2_500 });
    expect(bill.tokenRef).toBeUndefined();
    expect((await post(support, "tokens/find", { tokenId })).status).toBe(404);
    expect((await person(`${ME}/profile`)).status).toBe(404);
  });

  it("is erased by the desk, but not under a legal hold, and gets a receipt", async () => {
    const { driverId, tokenId } = await aDriver();
    const { body: request } = await post(support, "data-requests", {
      driverId,
      type: "ERASE",
      details: "By telephone, and at once please",
      identity: { method: "call-back", facts: ["email", "token"] },
    });
    const path = `data-requests/${request.dataRequestId}`;
    const reason = "A dispute over a bill";
    const held = await admin(`drivers/${driverId}/legal-hold`, {
      method: "POST",
      body: { reason },
    });
    const refused = await post(officer, `${path}/erase`);
    const lifted = await admin(`drivers/${driverId}/legal-hold`, { method: "DELETE" });

    const begun = await post(officer, `${path}/erase`);
    const answered = await eventually("the request is answered", async () => {
      const { body } = await officer(path);
      return body.receipt && body;
    });

    expect([held, refused, lifted, begun].map(({ status }) => status)).toEqual([
      204, 409, 204, 202,
    ]);
    expect(answered.state).toBe("done");
    const certificates = await officer("destruction-certificates");
    expect(certificates.body.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ driverId, cause: "request" })]),
    );
    expect((await post(support, "tokens/find", { tokenId })).status).toBe(404);
  });
});
