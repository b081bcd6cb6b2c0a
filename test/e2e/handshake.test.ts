import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { createCharger, unique } from "#test/support/demo-fleet.ts";
import { basic, handshake } from "#test/support/raw-charger.ts";
import { statusOfTarget } from "#test/support/raw-handshake.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";

const { local } = inject("platform");
/** Decoded, it has a colon, bytes above 127 and a zero: no text at all. */
const HEX_PASSWORD = "ff3a00c328A0a1e2288Cbc3a3a80ff0011223344";
const TEXT_PASSWORD = "Pass:word-with:colons";
const CHARGER = unique("HANDSHAKE");
const CHARGER_WITH_TEXT = unique("HANDSHAKE");
const ODD_CHARGER = unique("A+B=C|D*E@F.G_H");
const NOBODY = unique("NOBODY");
const VERSIONS = ["ocpp1.6"];

let rest: RestClient;

beforeAll(async () => {
  rest = await signIn(local, "admin@demo-a.example");
  await createCharger(rest, { chargerId: CHARGER, password: HEX_PASSWORD });
  await createCharger(rest, { chargerId: CHARGER_WITH_TEXT, password: TEXT_PASSWORD });
  await createCharger(rest, { chargerId: ODD_CHARGER, password: HEX_PASSWORD });
});

function connect(
  path: string,
  authorization: string | undefined,
  protocols: readonly string[] = VERSIONS,
) {
  return handshake({
    url: `${local.ocppUrl}${path}`,
    protocols,
    ...(authorization !== undefined && { authorization }),
  });
}

const PATH = `/demo-a/${CHARGER}`;
const GOOD = basic(CHARGER, HEX_PASSWORD);

describe("a charger that proves who it is", () => {
  it.each([
    ["the text of its hex password", CHARGER, HEX_PASSWORD],
    ["the bytes that its hex password stands for", CHARGER, Buffer.from(HEX_PASSWORD, "hex")],
    ["a password that has colons", CHARGER_WITH_TEXT, TEXT_PASSWORD],
  ])("is let in with %s", async (_form, chargerId, password) => {
    const answer = await connect(`/demo-a/${chargerId}`, basic(chargerId, password));

    expect(answer).toEqual({ status: 101, protocol: "ocpp1.6" });
  });

  it.each([
    ["slashes too many", `//demo-a///${CHARGER}`],
    ["a slash at the end", `/demo-a/${CHARGER}/`],
    ["something before the operator", `/steve/websocket/demo-a/${CHARGER}`],
    ["percent-encoding that it does not need", `/demo%2Da/${CHARGER.replaceAll("-", "%2D")}`],
    ["operator and charger in its query", `?operator=demo-a&charger=/${CHARGER}`],
    ["a query of its own", `/demo-a/${CHARGER}?operator=demo-b&charger=${NOBODY}`],
  ])("is let in by a path with %s", async (_form, path) => {
    expect(await connect(path, GOOD)).toEqual({ status: 101, protocol: "ocpp1.6" });
  });

  it.each([
    ["as it is", ODD_CHARGER],
    ["percent-encoded", encodeURIComponent(ODD_CHARGER)],
  ])("may have any character of an OCPP identity, %s", async (_form, segment) => {
    const answer = await connect(`/demo-a/${segment}`, basic(ODD_CHARGER, HEX_PASSWORD));

    expect(answer).toEqual({ status: 101, protocol: "ocpp1.6" });
  });

  it.each([
    [["ocpp2.0.1"], "ocpp2.0.1"],
    [["ocpp1.6", "ocpp2.0.1"], "ocpp1.6"],
    [["ocpp2.1", "ocpp2.0.1", "ocpp1.6"], "ocpp2.0.1"],
  ])("that offers %j speaks %s", async (protocols, protocol) => {
    expect(await connect(PATH, GOOD, protocols)).toEqual({ status: 101, protocol });
  });

  it("may send the whole address as its request target", async () => {
    const target = `ws://elsewhere.example/ocpp${PATH}`;

    expect(await statusOfTarget(local.ocppUrl, target, GOOD)).toBe(101);
    expect(await statusOfTarget(local.ocppUrl, `ws://demo-a/ocpp/${CHARGER}`, GOOD)).toBe(404);
  });

  it("is let in over TLS, by a certificate of the platform's own authority", async () => {
    const answer = await handshake({
      url: `${local.ocppTlsUrl}${PATH}`,
      authorization: GOOD,
      protocols: VERSIONS,
      ca: readFileSync(local.caFile),
    });

    expect(answer.status).toBe(101);
  });
});

describe("a charger that does not", () => {
  it.each([
    ["an unknown charger", `/demo-a/${NOBODY}`, basic(NOBODY, HEX_PASSWORD)],
    ["an unknown charger without credentials", `/demo-a/${NOBODY}`, undefined],
    ["an unknown operator", `/demo-z/${CHARGER}`, GOOD],
    ["another operator's charger, with its right password", `/demo-b/${CHARGER}`, GOOD],
    ["no operator in the path", `/${CHARGER}`, GOOD],
    ["an identity that no charger can have", `/demo-a/${CHARGER}%23x`, GOOD],
    ["an identity that is encoded twice", `/demo-a/${CHARGER.replace("-", "%252D")}`, GOOD],
    ["percent-encoding that is none", `/demo-a/${CHARGER}%zz`, GOOD],
    ["an identity of 49 characters", `/demo-a/${"x".repeat(49)}`, GOOD],
  ])("gets 404 for %s", async (_case, path, authorization) => {
    expect(await connect(path, authorization)).toEqual({ status: 404 });
  });

  it.each([
    ["no password", undefined],
    ["a wrong password", basic(CHARGER, "ff3a00c328a0a1e2288cbc3a3a80ff0011223345")],
    ["its password in the other case", basic(CHARGER, HEX_PASSWORD.toLowerCase())],
    ["wrong bytes", basic(CHARGER, Buffer.from(HEX_PASSWORD, "hex").subarray(1))],
    ["an empty password", basic(CHARGER, "")],
    ["another charger's user name and password", basic(CHARGER_WITH_TEXT, TEXT_PASSWORD)],
    ["another user name with its own password", basic("someone", HEX_PASSWORD)],
    ["its user name in the other case", basic(CHARGER.toLowerCase(), HEX_PASSWORD)],
    ["another scheme", `Bearer ${HEX_PASSWORD}`],
    ["credentials that are no base64", "Basic %%%"],
  ])("gets 401 for %s", async (_case, authorization) => {
    expect(await connect(PATH, authorization)).toEqual({ status: 401 });
  });

  it.each([
    ["none", []],
    ["only OCPP 1.5", ["ocpp1.5"]],
    ["only something else", ["chat"]],
    ["a version in capitals", ["OCPP1.6"]],
  ])("gets 400 when the subprotocols that it offers are %s", async (_case, protocols) => {
    expect(await connect(PATH, GOOD, protocols)).toEqual({ status: 400 });
  });

  it("learns nothing about versions before it has proven who it is", async () => {
    expect(await connect(PATH, undefined, ["ocpp1.5"])).toEqual({ status: 401 });
  });

  it("no longer gets in with the password that was replaced", async () => {
    const { chargerId, password } = await createCharger(rest);
    const path = `/demo-a/${chargerId}`;

    const rotated = await rest(`chargers/${chargerId}/password`, { method: "POST", body: {} });

    expect(rotated.status).toBe(200);
    expect(await connect(path, basic(chargerId, password))).toEqual({ status: 401 });
    const answer = await connect(path, basic(chargerId, rotated.body.password));
    expect(answer.status).toBe(101);
  });
});
