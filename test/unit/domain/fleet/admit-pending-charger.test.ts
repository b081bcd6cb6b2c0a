import { describe, expect, it, vi } from "vitest";
import type { Handshake } from "#domain/fleet/admit-charger.ts";
import { admitPendingCharger, type PendingPorts } from "#domain/fleet/admit-pending-charger.ts";
import { DEFAULT_OPERATOR_SETTINGS } from "#domain/tenancy/operator.ts";
import { anOperator, aPendingCharger } from "#test/support/fleet.ts";

const settings = { ...DEFAULT_OPERATOR_SETTINGS, unknownStations: "pending" } as const;
const NOW = "2026-03-01T10:00:00.000Z";

const aHandshake = (fields: Partial<Handshake> = {}): Handshake => ({
  identity: { operatorId: "demo-a", chargerId: "NEW-1" },
  connectionId: "socket-7",
  sourceIp: "192.0.2.1",
  receivedAt: NOW,
  version: "ocpp1.6",
  proves: async () => ({ proven: false, reason: "credentials-wrong" }),
  ...fields,
});
const somePorts = (fields: Partial<PendingPorts> = {}) => ({
  operator: vi.fn<PendingPorts["operator"]>(async () => anOperator({ settings })),
  find: vi.fn<PendingPorts["find"]>(async () => undefined),
  waiting: vi.fn<PendingPorts["waiting"]>(async () => []),
  open: vi.fn<PendingPorts["open"]>(async () => undefined),
  ...fields,
});
const from = (count: number, network: number) =>
  Array.from({ length: count }, (_, index) => ({ sourceIp: `10.0.${network}.${index}` }));

describe("a station that nobody made known", () => {
  it("gets a socket that may only boot, where its operator wants to see such stations", async () => {
    const ports = somePorts();

    const admission = await admitPendingCharger(aHandshake(), ports);

    const binding = { connectionId: "socket-7", chargerId: "NEW-1", pending: true, epoch: 0 };
    expect(admission).toMatchObject({ admitted: true, binding });
    expect(ports.open).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining(binding),
      "192.0.2.1",
    );
  });

  it("has one socket: the one before is named", async () => {
    const ports = somePorts({ find: async () => aPendingCharger({ connectionId: "socket-6" }) });

    const admission = await admitPendingCharger(aHandshake(), ports);

    expect(admission).toMatchObject({ admitted: true, replaces: "socket-6" });
    expect(ports.waiting).not.toHaveBeenCalled();
  });

  it("is let in again when its refusal is over, and when it was adopted and deleted", async () => {
    const over = aPendingCharger({ state: "refused", refusedUntil: "2026-03-01T09:59:59.999Z" });
    const adopted = aPendingCharger({ state: "adopted" });

    for (const known of [over, adopted]) {
      const ports = somePorts({ find: async () => known });
      expect(await admitPendingCharger(aHandshake(), ports)).toMatchObject({ admitted: true });
    }
  });
});

describe("nobody is called that", () => {
  it.each([
    ["the operator is not there", undefined],
    ["the operator said nothing", anOperator()],
    [
      "the operator refuses unknown stations",
      anOperator({ settings: { ...settings, unknownStations: "refuse" } }),
    ],
    ["the operator is suspended", anOperator({ settings, suspendedAt: NOW })],
    ["the operator is gone", anOperator({ settings, offboardedAt: NOW })],
  ])("where %s", async (_, operator) => {
    const ports = somePorts({ operator: async () => operator });

    const admission = await admitPendingCharger(aHandshake(), ports);

    expect(admission).toEqual({ admitted: false, reason: "charger-unknown" });
    expect(ports.open).not.toHaveBeenCalled();
  });

  it("where a person refused it, until that is over", async () => {
    const refused = aPendingCharger({ state: "refused", refusedUntil: "2026-03-01T10:00:00.001Z" });
    const ports = somePorts({ find: async () => refused });

    const admission = await admitPendingCharger(aHandshake(), ports);

    expect(admission).toEqual({ admitted: false, reason: "charger-unknown" });
    expect(ports.open).not.toHaveBeenCalled();
  });

  it.each([
    ["a hundred wait", [1, 2, 3, 4, 5].flatMap((network) => from(20, network)), false],
    [
      "ninety-nine wait",
      [...[1, 2, 3, 4].flatMap((network) => from(20, network)), ...from(19, 5)],
      true,
    ],
    [
      "twenty of its network wait",
      from(20, 0).map(({ sourceIp }) => ({ sourceIp: sourceIp.replace("10.0.0", "192.0.2") })),
      false,
    ],
  ])("or it waits with the others, where %s", async (_, waiting, admitted) => {
    const ports = somePorts({ waiting: async () => waiting });

    const admission = await admitPendingCharger(aHandshake(), ports);

    expect(admission.admitted).toBe(admitted);
  });
});

it("is told that we have no version in common", async () => {
  const admission = await admitPendingCharger(aHandshake({ version: undefined }), somePorts());

  expect(admission).toEqual({ admitted: false, reason: "no-common-version" });
});
