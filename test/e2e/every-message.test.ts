import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { CHARGER_ACTIONS, OCPP_VERSIONS } from "#ocpp/actions.ts";
import { createCharger, createToken, onlySessionOf, unique } from "#test/support/demo-fleet.ts";
import { anIso15118Service } from "#test/support/iso15118.ts";
import { secondsAgo } from "#test/support/past.ts";
import { connectCharger, type RawCharger } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { schemasOf } from "#tools/fuzz/handlers-of-version.ts";
import { messageOf } from "#tools/fuzz/message-of-schema.ts";
import { seededRandom } from "#tools/fuzz/seeded-random.ts";

const { local } = inject("platform");
const SEED = 20_261;

let rest: RestClient;
let service: Awaited<ReturnType<typeof anIso15118Service>>;

beforeAll(async () => {
  service = await anIso15118Service();
  rest = await signIn(local, "admin@demo-a.example");
  await integrate(service.url);
});
afterAll(() => service.stop());

/** Registers the operator's service for contract certificates, as two people do. */
async function integrate(url: string): Promise<void> {
  const officer = await signIn(local, "security-officer@demo-a.example");
  await rest("integrations", {
    method: "POST",
    body: { kind: "iso15118", name: "Contract certificates", owner: "Fleet team", url },
  });
  const asked = await rest("integrations/iso15118/credential", {
    method: "POST",
    body: { secret: unique("a-secret-of-the-service") },
    headers: { "x-change-reason": "Begins with Plug and Charge" },
  });
  const { approvalId, payloadHash } = asked.body;
  const agreed = await officer(`approvals/${approvalId}/approve`, {
    method: "POST",
    body: { payloadHash },
  });
  expect([asked.status, agreed.status]).toEqual([202, 200]);
}

describe.each(OCPP_VERSIONS)("a charger of %s", (version) => {
  it("gets an answer to whatever its schemas allow it to say, once and again", async () => {
    const socket = await connectCharger(local, await createCharger(rest), version);
    const random = seededRandom(SEED);
    // Whatever is optional is there at least once.
    const talkative = { ...random, chance: () => true };
    const messages = await schemasOf(version);
    const unanswered: string[] = [];

    for (const { action, schema } of messages) {
      const payload = messageOf(schema, talkative);
      const said = { full: payload, again: payload, lean: messageOf(schema, random) };
      for (const [name, each] of Object.entries(said)) {
        const [kind, , code] = await socket.call(action, each, `${action}-${name}`);
        if (kind !== 3) unanswered.push(`${action}, ${name}: ${code} ${JSON.stringify(each)}`);
      }
    }
    await socket.close();

    expect(unanswered).toEqual([]);
    expect(messages.map(({ action }) => action)).toEqual(
      CHARGER_ACTIONS.filter(({ versions }) => versions.some((each) => each === version)).map(
        ({ action }) => action,
      ),
    );
  });
});

describe("a charger that asks for a certificate for cars", () => {
  it("has its request wait for a person", async () => {
    const charger = await createCharger(rest);
    const socket = await connectCharger(local, charger, "ocpp2.0.1");
    const csr = "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----";

    const [, , answer] = await socket.call("SignCertificate", {
      csr,
      certificateType: "V2GCertificate",
    });
    await socket.close();

    expect(answer).toEqual({ status: "Accepted" });
    const { body } = await rest(`chargers/${charger.chargerId}/reported/certificate-request`);
    expect(body.items).toMatchObject([{ id: "V2GCertificate", content: { csr } }]);
  });
});

describe("a car with a contract certificate", () => {
  let socket: RawCharger;
  beforeAll(async () => {
    socket = await connectCharger(local, await createCharger(rest), "ocpp2.0.1");
  });
  afterAll(() => socket.close());

  it("gets it from the operator's service", async () => {
    service.answer.text = JSON.stringify({ exiResponse: "ZXhp" });

    const [, , answer] = await socket.call("Get15118EVCertificate", {
      iso15118SchemaVersion: "urn:iso:15118:2:2013:MsgDef",
      action: "Install",
      exiRequest: "gJgC",
    });

    expect(answer).toEqual({ status: "Accepted", exiResponse: "ZXhp" });
  });

  it("learns from it whether a certificate is still good", async () => {
    service.answer.text = JSON.stringify({ ocspResult: "b2s=" });

    const [, , answer] = await socket.call("GetCertificateStatus", {
      ocspRequestData: {
        hashAlgorithm: "SHA256",
        issuerNameHash: "a1",
        issuerKeyHash: "b2",
        serialNumber: "1",
        responderURL: "https://ocsp.example.com",
      },
    });

    expect(answer).toEqual({ status: "Accepted", ocspResult: "b2s=" });
  });
});

describe("a stop whose start was lost", () => {
  it("becomes a session of its own under its card, also where cards are in a group", async () => {
    const card = await createToken(rest, { groupId: unique("FAMILY") });
    const charger = await createCharger(rest);
    const socket = await connectCharger(local, charger, "ocpp1.6");

    const [kind] = await socket.call("StopTransaction", {
      transactionId: 4_711,
      idTag: card,
      meterStop: 3_000,
      timestamp: secondsAgo(1),
    });
    await socket.close();

    expect(kind).toBe(3);
    expect(await onlySessionOf(rest, charger.chargerId)).toMatchObject({
      state: "ended",
      transactionId: 4_711,
      authorization: "Accepted",
    });
  });
});
