import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, inject, it } from "vitest";
import type { OcppVersion } from "#ocpp/actions.ts";
import { createCharger, type KnownCharger, unique } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import {
  connectSecureCharger,
  type SecureChargerOptions,
  statusOf,
} from "#test/support/secure-charger.ts";
import { aCertificate, anAuthority, aRequest, ecKeys, type KeyPair } from "#test/support/x509.ts";

const { local } = inject("platform");
const ca = readFileSync(local.caFile);
const ORGANISATION = "Demo A Şarj";

let rest: RestClient;
let officer: RestClient;
beforeAll(async () => {
  rest = await signIn(local, "admin@demo-a.example");
  officer = await signIn(local, "security-officer@demo-a.example");
});

const post = (path: string, body?: object) => rest(path, { method: "POST", ...(body && { body }) });
const security = async (chargerId: string) => (await rest(`chargers/${chargerId}/security`)).body;

/** How a charger comes over TLS, with a password unless told otherwise. */
function overTls(
  { chargerId, password }: KnownCharger,
  version: OcppVersion,
  more: Partial<SecureChargerOptions> = {},
): SecureChargerOptions {
  return { url: local.ocppTlsUrl, chargerId, version, password, ca, ...more };
}

const taken = () => ({ setVariableResult: [result("Accepted")] });
const result = (attributeStatus: string) => ({
  attributeStatus,
  component: { name: "SecurityCtrlr" },
  variable: { name: "BasicAuthPassword" },
});

/** Has a connected charger get its certificate: asked for by REST, requested, signed, installed. */
async function certify(charger: KnownCharger, version: OcppVersion, keys: KeyPair) {
  const { chargerId } = charger;
  let pem: string | undefined;
  const socket = await connectSecureCharger(overTls(charger, version), {
    CertificateSigned: ({ certificateChain }) => {
      pem = String(certificateChain);
      return { status: "Accepted" };
    },
    SetVariables: taken,
  });
  const triggered = await post(`chargers/${chargerId}/certificate-renewals`);
  expect(triggered.status).toBe(202);
  await eventually("it is asked to ask", () => socket.asked.includes(triggered.body.action));
  const csr = await aRequest(keys, { commonName: chargerId, organisation: ORGANISATION });
  expect(await socket.call("SignCertificate", { csr })).toEqual({ status: "Accepted" });
  const certificate = await eventually("the certificate", () => pem);
  const listed = await eventually("it is installed", async () => {
    const { body } = await rest(`chargers/${chargerId}/certificates`);
    return body.items.find(({ state }: { state: string }) => state === "installed");
  });
  return { socket, pem: certificate, keys, certificateId: String(listed.certificateId) };
}

const NETWORK = { url: "wss://ocpp.example.com/demo-a", configurationSlot: 2, fallbackSlot: 1 };
describe.each(["ocpp1.6", "ocpp2.0.1"] as const)("a charger of %s", (version) => {
  it("comes up to profile 3 by a certificate of the platform's CA, and never down again", async () => {
    const charger = await createCharger(rest);
    const { chargerId } = charger;
    const { socket, ...certificate } = await certify(charger, version, ecKeys());

    const network = version === "ocpp1.6" ? {} : { network: NETWORK };
    const started = await post(`chargers/${chargerId}/profile-changes`, {
      toProfile: 3,
      ...network,
    });
    expect(started).toMatchObject({ status: 202, body: { state: "sent", toProfile: 3 } });
    await eventually("it is to come again", async () => {
      const { profileChange } = await security(chargerId);
      return profileChange.state === "accepted";
    });
    await socket.close();

    expect(await statusOf(overTls(charger, version, { certificate }))).toBe(101);
    expect(await security(chargerId)).toMatchObject({
      reachedProfile: 3,
      lowestProfile: 3,
      profileChange: { state: "done" },
    });
    expect(await statusOf(overTls(charger, version))).toBe(403);
    const plain = overTls(charger, version, { url: local.ocppUrl });
    expect(await statusOf(plain)).toBe(403);
  });

  it("takes a new password: both count until it has used the new one", async () => {
    const charger = await createCharger(rest);
    const { chargerId } = charger;
    let told = "";
    const socket = await connectSecureCharger(overTls(charger, version), {
      ChangeConfiguration: ({ value }) => {
        told = String(value);
        return { status: "Accepted" };
      },
      SetVariables: ({ setVariableData }) => {
        told = (setVariableData as { attributeValue: string }[])[0]?.attributeValue ?? "";
        return taken();
      },
    });

    const started = await post(`chargers/${chargerId}/password-changes`);
    expect(started).toMatchObject({ status: 202, body: { state: "sent" } });
    expect(JSON.stringify(started.body)).not.toContain("password");
    await eventually("it has the new one", async () => {
      const { passwordChange } = await security(chargerId);
      return passwordChange.state === "accepted";
    });
    await socket.close();
    // A 1.6 charger sends the bytes that the hex digits stand for.
    const password = version === "ocpp1.6" ? Buffer.from(told, "hex") : told;

    expect(await statusOf(overTls(charger, version))).toBe(101);
    expect(await statusOf(overTls(charger, version, { password }))).toBe(101);
    expect((await security(chargerId)).passwordChange.state).toBe("done");
    expect(await statusOf(overTls(charger, version))).toBe(401);
    const { body } = await rest(`chargers/${chargerId}/commands`);
    expect(JSON.stringify(body)).not.toContain(told);
  });

  it("that refuses its new password keeps the old one alone", async () => {
    const charger = await createCharger(rest);
    const { chargerId } = charger;
    let told = "";
    const socket = await connectSecureCharger(overTls(charger, version), {
      ChangeConfiguration: ({ value }) => {
        told = String(value);
        return { status: "Rejected" };
      },
      SetVariables: ({ setVariableData }) => {
        told = (setVariableData as { attributeValue: string }[])[0]?.attributeValue ?? "";
        return { setVariableResult: [result("Rejected")] };
      },
    });

    await post(`chargers/${chargerId}/password-changes`);
    const change = await eventually("it is refused", async () => {
      const { passwordChange } = await security(chargerId);
      return passwordChange.state === "refused" && passwordChange;
    });
    await socket.close();

    expect(change.refusal).toBe("Rejected");
    expect(await statusOf(overTls(charger, version, { password: told }))).toBe(401);
    expect(await statusOf(overTls(charger, version))).toBe(101);
  });

  it("that vanishes with its new password comes back with either", async () => {
    const charger = await createCharger(rest);
    const { chargerId } = charger;
    let told = "";
    const keep = (text: unknown) => {
      told = String(text);
      return undefined;
    };
    const socket = await connectSecureCharger(overTls(charger, version), {
      ChangeConfiguration: ({ value }) => keep(value),
      SetVariables: ({ setVariableData }) =>
        keep((setVariableData as { attributeValue: string }[])[0]?.attributeValue),
    });

    await post(`chargers/${chargerId}/password-changes`);
    await eventually("it has the new one", () => told !== "");
    await socket.close();

    expect(await statusOf(overTls(charger, version))).toBe(101);
    expect(await statusOf(overTls(charger, version, { password: told }))).toBe(101);
    expect((await security(chargerId)).passwordChange.state).toBe("done");
    expect(await statusOf(overTls(charger, version))).toBe(401);
  });
});

describe("a certificate", () => {
  it("opens no other charger's door, and none once it is revoked", async () => {
    const [charger, other] = [await createCharger(rest), await createCharger(rest)];
    const { socket, certificateId, ...certificate } = await certify(charger, "ocpp1.6", ecKeys());
    await socket.close();

    expect(await statusOf(overTls(other, "ocpp1.6", { certificate }))).toBe(401);
    expect(await statusOf(overTls(charger, "ocpp1.6", { certificate }))).toBe(101);
    const path = `chargers/${charger.chargerId}/certificates/${certificateId}/revoke`;
    expect(await post(path)).toMatchObject({ status: 200, body: { state: "revoked" } });
    expect(await statusOf(overTls(charger, "ocpp1.6", { certificate }))).toBe(401);
  });

  it("of a CA that the operator registered is taken while it is registered", async () => {
    const charger = await createCharger(rest);
    const authority = await anAuthority("Maker");
    const own = { commonName: charger.chargerId, organisation: ORGANISATION };
    const certificate = await aCertificate(authority, own);
    const foreign = await aCertificate(authority, { ...own, organisation: "Demo B" });
    const arrive = (shown: typeof certificate) =>
      statusOf(overTls(charger, "ocpp2.0.1", { certificate: shown }));

    expect(await arrive(certificate)).toBe(401);
    const added = await post("charger-roots", { name: "Maker", pem: authority.pem });
    expect(added.status).toBe(201);
    expect(await arrive(foreign)).toBe(401);
    expect(await arrive(certificate)).toBe(101);
    await rest(`charger-roots/${added.body.rootId}`, { method: "DELETE" });
    expect(await arrive(certificate)).toBe(401);
    const { body } = await rest("charger-roots");
    expect(body.items.map(({ rootId }: { rootId: string }) => rootId)).not.toContain(
      added.body.rootId,
    );
  });

  it("is not issued for another organisation, and not for another charger's key", async () => {
    const [charger, other] = [await createCharger(rest), await createCharger(rest)];
    const keys = ecKeys();
    const { socket } = await certify(charger, "ocpp1.6", keys);
    await socket.close();
    const thief = await connectSecureCharger(overTls(other, "ocpp1.6"));
    const own = { commonName: other.chargerId, organisation: ORGANISATION };
    const ask = async (request: Promise<string>) =>
      thief.call("SignCertificate", { csr: await request });

    expect(await ask(aRequest(keys, own))).toEqual({ status: "Rejected" });
    const wrong = { ...own, organisation: "Demo B" };
    expect(await ask(aRequest(ecKeys(), wrong))).toEqual({ status: "Rejected" });
    await thief.close();
  });

  it("that a client makes up in a header is none", async () => {
    const charger = await createCharger(rest);
    const headers = { "cloudfront-viewer-cert-pem": "made up" };

    expect(await statusOf(overTls(charger, "ocpp1.6", { headers }))).toBe(400);
  });
});

describe("a site with a minimum profile", () => {
  it("refuses chargers below it until two people waive it, and is not lowered", async () => {
    const siteId = unique("STRICT");
    await post("sites", { siteId, name: siteId, minimumSecurityProfile: 2 });
    const charger = await createCharger(rest, { siteId });
    const plain = overTls(charger, "ocpp1.6", { url: local.ocppUrl });

    expect(await statusOf(plain)).toBe(403);
    const lowered = await rest(`sites/${siteId}`, {
      method: "PATCH",
      body: { minimumSecurityProfile: 1 },
    });
    expect(lowered).toMatchObject({ status: 409, body: { code: "security-profile.lowering" } });
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const asked = await rest("profile-waivers", {
      method: "POST",
      body: { siteId, profile: 1, until },
      headers: { "x-change-reason": "The modem on this site speaks no TLS yet" },
    });
    expect(asked.status).toBe(202);
    expect(await statusOf(plain)).toBe(403);
    const { approvalId, payloadHash } = asked.body;
    await officer(`approvals/${approvalId}/approve`, { method: "POST", body: { payloadHash } });

    await eventually("the charger is let in", async () => (await statusOf(plain)) === 101);
    expect(await statusOf(overTls(charger, "ocpp1.6"))).toBe(101);
    expect(await statusOf(plain)).toBe(403);
  });
});
