import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { ChargerCertificate } from "#domain/certificates/charger-certificate.ts";
import { aChargerCertificate } from "#test/support/charger-certificates.ts";
import { aCharger } from "#test/support/fleet.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";
import { dumpOf } from "../../isolation/dump.ts";

const OPERATOR = "demo-a";
const PAST = "2026-01-01T00:00:00.000Z";
const SOON = new Date(Date.now() + 20 * 86_400_000).toISOString();
const LATE = new Date(Date.now() + 300 * 86_400_000).toISOString();
const connection = {
  connectionId: "socket",
  version: "ocpp2.0.1",
  connectedAt: PAST,
  sourceIp: "192.0.2.1",
} as const;

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world?.stop());

/** A charger whose first certificate is to be looked at now. */
async function aChargerWith(
  chargerId: string,
  certificates: readonly Partial<ChargerCertificate>[],
  isConnected = true,
): Promise<void> {
  const charger = aCharger({ chargerId, siteId: "harbour", ...(isConnected && { connection }) });
  await world.put("Fleet", { ...keys.charger(OPERATOR, chargerId), ...charger });
  for (const [index, fields] of certificates.entries()) {
    const certificateId = `${index}`.repeat(64);
    const certificate = aChargerCertificate({ chargerId, certificateId, ...fields });
    const key = keys.chargerCertificate(OPERATOR, chargerId, certificateId);
    await world.put("Fleet", { ...key, ...certificate });
    if (index > 0) continue;
    const due = { operatorId: OPERATOR, chargerId, certificateId };
    await world.put("Fleet", { ...keys.certificateDue(OPERATOR, PAST, due), ...due });
  }
}

async function watch(): Promise<void> {
  const { handler } = await import("../../../functions/events/watch-certificates/handler.ts");
  await handler({}, { awsRequestId: "watch" } as never);
}

/** What there is about a charger now. */
async function left(chargerId: string) {
  const items = (await dumpOf(OPERATOR)).map((item) => JSON.stringify(item));
  const about = items.filter((item) => item.includes(chargerId));
  const signals = await world.signals(OPERATOR, "charger.certificate-expires");
  return {
    commands: about.filter((item) => item.includes("COMMAND#")).length,
    triggers: about.filter((item) => item.includes('"TriggerMessage"')).length,
    signals: signals.filter(({ subject }) => subject === chargerId).length,
    due: about.filter((item) => item.includes(`CERTIFICATE-DUE#`)).length,
    dueAgain: about.filter((item) => item.includes("CERTIFICATE-DUE#") && !item.includes(PAST))
      .length,
  };
}

describe("a certificate that is over in twenty days", () => {
  it("raises a signal, has the charger ask for a new one, and is looked at again", async () => {
    await aChargerWith("CP-DUE", [{ notAfter: SOON }]);

    await watch();
    await watch();

    expect(await left("CP-DUE")).toMatchObject({ triggers: 1, signals: 1, due: 1, dueAgain: 1 });
  });

  it("of a charger that is away raises a signal alone", async () => {
    await aChargerWith("CP-AWAY", [{ notAfter: SOON }], false);

    await watch();

    expect(await left("CP-AWAY")).toMatchObject({ commands: 0, signals: 1, dueAgain: 1 });
  });

  it.each([
    ["renewed", [{ notAfter: SOON }, { notAfter: LATE }]],
    ["revoked", [{ notAfter: SOON, state: "revoked" }]],
  ] as const)("and was %s is of no more interest", async (what, certificates) => {
    await aChargerWith(`CP-${what}`, certificates);

    await watch();

    expect(await left(`CP-${what}`)).toMatchObject({ commands: 0, signals: 0, due: 0 });
  });
});
