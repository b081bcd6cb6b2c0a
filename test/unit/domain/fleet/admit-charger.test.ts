import { expect, it, vi } from "vitest";
import { type AdmissionPorts, admitCharger, type Handshake } from "#domain/fleet/admit-charger.ts";
import { DEFAULT_OPERATOR_SETTINGS } from "#domain/tenancy/operator.ts";
import { aCharger, anOperator } from "#test/support/fleet.ts";

const BY_PASSWORD = { proven: true, profile: 2, by: "password" } as const;
const NOT_PROVEN = { proven: false, reason: "credentials-wrong" } as const;
const PROVEN = { securityProfile: 2, changes: { securityProfile: 2 } } as const;

const aHandshake = (fields: Partial<Handshake> = {}): Handshake => ({
  identity: { operatorId: "demo-a", chargerId: "CP-1" },
  connectionId: "socket-7",
  sourceIp: "192.0.2.1",
  receivedAt: "2026-03-01T10:00:00.000Z",
  version: "ocpp1.6",
  proves: async () => BY_PASSWORD,
  ...fields,
});

const somePorts = (fields: Partial<AdmissionPorts> = {}) => ({
  find: vi.fn(async () => ({ charger: aCharger(), operator: anOperator() })),
  open: vi.fn<AdmissionPorts["open"]>(async () => true),
  lastActiveAt: vi.fn<AdmissionPorts["lastActiveAt"]>(async () => "2026-03-01T09:59:00.000Z"),
  askForLife: vi.fn<AdmissionPorts["askForLife"]>(async () => "asked"),
  ...fields,
});

it("binds the socket to the charger with the next epoch and the operator's heartbeat interval", async () => {
  const settings = { ...DEFAULT_OPERATOR_SETTINGS, heartbeatIntervalSeconds: 240 };
  const operator = anOperator({ settings });
  const ports = somePorts({ find: async () => ({ charger: aCharger({ epoch: 6 }), operator }) });

  const admission = await admitCharger(aHandshake(), ports);

  const binding = {
    connectionId: "socket-7",
    operatorId: "demo-a",
    chargerId: "CP-1",
    version: "ocpp1.6",
    epoch: 7,
    siteId: "site-1",
    heartbeatIntervalSeconds: 240,
    connectedAt: "2026-03-01T10:00:00.000Z",
  };
  expect(admission).toEqual({ admitted: true, binding, profile: 2 });
  expect(ports.open).toHaveBeenCalledExactlyOnceWith(binding, {
    sourceIp: "192.0.2.1",
    credentialChangedAt: "2026-01-01T00:00:00.000Z",
    replaces: undefined,
    ...PROVEN,
  });
});

it("lets a charger of a suspended operator in, and has its socket say so", async () => {
  const operator = anOperator({ suspendedAt: "2026-03-01T09:00:00.000Z" });
  const ports = somePorts({ find: async () => ({ charger: aCharger(), operator }) });

  const admission = await admitCharger(aHandshake(), ports);

  expect(admission).toMatchObject({ admitted: true, binding: { suspended: true } });
});

it("names the socket that it replaces", async () => {
  const connection = {
    connectionId: "socket-6",
    version: "ocpp1.6",
    connectedAt: "2026-03-01T09:00:00.000Z",
    sourceIp: "192.0.2.1",
  } as const;
  const charger = aCharger({ connection });
  const ports = somePorts({ find: async () => ({ charger, operator: anOperator() }) });

  const admission = await admitCharger(aHandshake(), ports);

  const takeovers = { since: "2026-03-01T10:00:00.000Z", count: 1 };
  const replaced = { holder: connection, because: "same-network", hasSpoken: false, takeovers };
  expect(admission).toMatchObject({ admitted: true, replaced });
  expect(ports.open).toHaveBeenCalledWith(expect.anything(), {
    sourceIp: "192.0.2.1",
    credentialChangedAt: "2026-01-01T00:00:00.000Z",
    replaces: "socket-6",
    takeovers,
    ...PROVEN,
  });
});

it("remembers the tariff in force, so that a start need not look for it", async () => {
  const charger = aCharger({ tariffInForce: "standard" });
  const ports = somePorts({ find: async () => ({ charger, operator: anOperator() }) });

  const admission = await admitCharger(aHandshake(), ports);

  expect(admission).toMatchObject({ binding: { tariffId: "standard" } });
});

it("has the identity proven of a charger that does not exist too", async () => {
  const proves = vi.fn<Handshake["proves"]>(async () => NOT_PROVEN);
  const ports = somePorts({ find: async () => undefined });

  const admission = await admitCharger(aHandshake({ proves }), ports);

  expect(admission).toEqual({ admitted: false, reason: "charger-unknown" });
  expect(proves).toHaveBeenCalledExactlyOnceWith(undefined);
});

it("refuses wrong credentials before it speaks of versions", async () => {
  const ports = somePorts();
  const handshake = aHandshake({ proves: async () => NOT_PROVEN, version: undefined });

  const admission = await admitCharger(handshake, ports);

  expect(admission).toEqual({ admitted: false, reason: "credentials-wrong" });
  expect(ports.open).not.toHaveBeenCalled();
});

it("refuses a proven charger that speaks no version of ours", async () => {
  const ports = somePorts();

  const admission = await admitCharger(aHandshake({ version: undefined }), ports);

  expect(admission).toEqual({ admitted: false, reason: "no-common-version" });
  expect(ports.open).not.toHaveBeenCalled();
});

it("reads the charger again when another handshake came first", async () => {
  const before = { charger: aCharger({ epoch: 6 }), operator: anOperator() };
  const after = { charger: aCharger({ epoch: 7 }), operator: anOperator() };
  const find = vi
    .fn<AdmissionPorts["find"]>()
    .mockResolvedValueOnce(before)
    .mockResolvedValue(after);
  const open = vi.fn<AdmissionPorts["open"]>().mockResolvedValueOnce(false).mockResolvedValue(true);

  const admission = await admitCharger(aHandshake(), somePorts({ find, open }));

  expect(admission).toMatchObject({ admitted: true, binding: { epoch: 8 } });
});

it("gives way to a handshake that began later, and takes the place of one that began before", async () => {
  const connectedAt = (at: string) => {
    const connection = {
      connectionId: "socket-6",
      version: "ocpp1.6",
      sourceIp: "192.0.2.1",
    } as const;
    const charger = aCharger({ connection: { ...connection, connectedAt: at } });
    return somePorts({ find: async () => ({ charger, operator: anOperator() }) });
  };
  const later = connectedAt("2026-03-01T10:00:00.001Z");
  const before = connectedAt("2026-03-01T09:59:59.999Z");

  expect(await admitCharger(aHandshake(), later)).toEqual({ admitted: false, reason: "overtaken" });
  expect(await admitCharger(aHandshake(), before)).toMatchObject({ admitted: true });
  expect(later.open).not.toHaveBeenCalled();
});

it("gives way to a socket elsewhere that may be alive, and asks it", async () => {
  const connection = {
    connectionId: "socket-6",
    version: "ocpp1.6",
    connectedAt: "2026-03-01T09:00:00.000Z",
    sourceIp: "198.51.100.7",
  } as const;
  const charger = aCharger({ connection });
  const ports = somePorts({ find: async () => ({ charger, operator: anOperator() }) });

  const admission = await admitCharger(aHandshake(), ports);

  const contest = { holder: connection, because: "asked-for-life", hasSpoken: false };
  expect(admission).toEqual({ admitted: false, reason: "contested", contest });
  expect(ports.askForLife).toHaveBeenCalledExactlyOnceWith(aHandshake().identity, connection);
  expect(ports.open).not.toHaveBeenCalled();
});

it("has an identity proven once however often it is overtaken, unless its password has changed", async () => {
  const charger = aCharger();
  const changed = aCharger({ credential: { ...charger.credential, hashes: ["another"] } });
  const found = (each: typeof charger) => ({ charger: each, operator: anOperator() });
  const find = vi
    .fn<AdmissionPorts["find"]>()
    .mockResolvedValueOnce(found(charger))
    .mockResolvedValueOnce(found(charger))
    .mockResolvedValue(found(changed));
  const proves = vi.fn<Handshake["proves"]>(async () => BY_PASSWORD);

  await admitCharger(aHandshake({ proves }), somePorts({ find, open: async () => false }));

  expect(proves.mock.calls).toEqual([[found(charger)], [found(changed)]]);
});

it("gives way when it is overtaken again and again", async () => {
  const ports = somePorts({ open: async () => false });

  const admission = await admitCharger(aHandshake(), ports);

  expect(admission).toEqual({ admitted: false, reason: "overtaken" });
  expect(ports.find).toHaveBeenCalledTimes(10);
});
