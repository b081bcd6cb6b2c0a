import { describe, expect, it } from "vitest";
import { CHARGER_ACTIONS, CSMS_ACTIONS, OCPP_VERSIONS } from "#ocpp/actions.ts";
import { csmsCodec } from "#ocpp/csms-codecs.ts";
import * as remoteStart from "#ocpp/generated/v16/remote-start-transaction.js";
import * as stop from "#ocpp/generated/v16/stop-transaction.js";
import type { AnyActionCodec } from "#ocpp/validate.ts";
import { ensureGenerated } from "#tools/generate-ocpp.ts";

const FOLDERS = { "ocpp1.6": "v16", "ocpp2.0.1": "v201" } as const;

describe("the generated modules", () => {
  const rows = CHARGER_ACTIONS.flatMap(({ folder, versions }) =>
    versions.map((version) => `${FOLDERS[version]}/${folder}`),
  );

  it.each(rows)("%s validates the requests and responses of its action", async (path) => {
    await ensureGenerated();
    const [folder, file] = path.split("/");

    const codec = (await import(`../../../ocpp/generated/${folder}/${file}.js`)) as AnyActionCodec;

    expect(codec.validateRequest("no object")).toMatchObject({ ok: false });
    expect(codec.validateResponse({ "no such field": 1, status: 0 })).toMatchObject({ ok: false });
  });
});

describe("the registry of our own messages", () => {
  it.each(OCPP_VERSIONS)("has every action of %s and no other", (version) => {
    const missing = CSMS_ACTIONS.filter(
      ({ action, versions }) =>
        (versions as readonly string[]).includes(version) !==
        (csmsCodec(version, action) !== undefined),
    );

    expect(missing).toEqual([]);
    expect(csmsCodec(version, "toString")).toBeUndefined();
  });

  it("tells every fault of a request at once", () => {
    const checked = csmsCodec("ocpp1.6", "Reset")?.validateRequest({ type: "Gentle", when: "now" });

    expect(checked).toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({ keyword: "enum", instancePath: "/type" }),
        expect.objectContaining({ keyword: "additionalProperties" }),
      ]),
    });
  });
});

describe("a number", () => {
  it.each([
    [0.3, true],
    [16.1, true],
    [0.25, false],
  ])("%d is a multiple of a tenth: %s", (limit, ok) => {
    const chargingProfile = {
      chargingProfileId: 1,
      stackLevel: 0,
      chargingProfilePurpose: "TxProfile",
      chargingProfileKind: "Absolute",
      chargingSchedule: {
        chargingRateUnit: "A",
        chargingSchedulePeriod: [{ startPeriod: 0, limit }],
      },
    };

    const checked = remoteStart.validateRequest({ idTag: "TAG", chargingProfile });

    expect(checked.ok).toBe(ok);
  });

  it("that overflows is no integer", () => {
    const payload = JSON.parse(
      '{"transactionId":1e999,"meterStop":1,"timestamp":"2026-01-01T00:00:00Z"}',
    );

    const checked = stop.validateRequest(payload);

    expect(checked).toMatchObject({ ok: false, errors: [{ instancePath: "/transactionId" }] });
  });
});
