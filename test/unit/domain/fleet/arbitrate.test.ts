import { describe, expect, it, vi } from "vitest";
import { type ArbitrationPorts, arbitrate, type Newcomer } from "#domain/fleet/arbitrate.ts";
import type { ChargerConnection } from "#domain/fleet/charger.ts";

const CHANGED_AT = "2026-01-01T00:00:00.000Z";
const at = (time: string) => `2026-03-01T${time}Z`;

const aHolder = (fields: Partial<ChargerConnection> = {}): ChargerConnection => ({
  connectionId: "socket-6",
  version: "ocpp1.6",
  connectedAt: at("09:00:00.000"),
  sourceIp: "198.51.100.7",
  credentialChangedAt: CHANGED_AT,
  ...fields,
});
const aNewcomer = (fields: Partial<Newcomer> = {}): Newcomer => ({
  sourceIp: "192.0.2.1",
  receivedAt: at("10:00:00.000"),
  credential: { changedAt: CHANGED_AT },
  ...fields,
});
const somePorts = (activeAt: string | undefined, answer: "asked" | "gone" = "asked") => ({
  lastActiveAt: vi.fn<ArbitrationPorts["lastActiveAt"]>(async () => activeAt),
  askForLife: vi.fn<ArbitrationPorts["askForLife"]>(async () => answer),
});

describe("a newcomer gets the place at once", () => {
  it.each([
    ["198.51.100.7", "198.51.100.7"],
    ["198.51.100.7", "198.51.100.200"],
    ["2001:db8:1:2::3", "2001:db8:1:9::1"],
    ["::ffff:198.51.100.7", "198.51.100.8"],
  ])("from the holder's own network, for a charger comes back so: %s, %s", async (old, now) => {
    const ports = somePorts(at("09:59:59.000"));

    const ruling = await arbitrate(aHolder({ sourceIp: old }), aNewcomer({ sourceIp: now }), ports);

    expect(ruling).toEqual({ wins: "newcomer", because: "same-network" });
    expect(ports.lastActiveAt).not.toHaveBeenCalled();
  });

  it("with a password that is newer than the one that the holder came in with", async () => {
    const newcomer = aNewcomer({ credential: { changedAt: "2026-02-01T00:00:00.000Z" } });

    const ruling = await arbitrate(aHolder(), newcomer, somePorts(at("09:59:59.000")));

    expect(ruling).toEqual({ wins: "newcomer", because: "newer-credential" });
  });

  it("of a socket that is gone", async () => {
    const ruling = await arbitrate(aHolder(), aNewcomer(), somePorts(undefined));

    expect(ruling).toEqual({ wins: "newcomer", because: "gone" });
  });

  it("of a socket that turns out to be gone when it is asked", async () => {
    const ruling = await arbitrate(aHolder(), aNewcomer(), somePorts(at("09:00:00.000"), "gone"));

    expect(ruling).toEqual({ wins: "newcomer", because: "gone" });
  });
});

describe("a newcomer from elsewhere", () => {
  const asked = { lifeAskedAt: at("09:59:30.000"), lifeDueAt: at("09:59:40.000") };

  it("waits while the holder is asked for a sign of life, however long that was silent", async () => {
    const ports = somePorts(at("09:00:00.000"));

    const ruling = await arbitrate(aHolder(), aNewcomer(), ports);

    expect(ruling).toEqual({ wins: "holder", because: "asked-for-life" });
    expect(ports.askForLife).toHaveBeenCalledOnce();
  });

  it("waits until the answer is due, and the holder is not asked twice for it", async () => {
    const ports = somePorts(at("09:59:30.000"));

    const ruling = await arbitrate(
      aHolder({ ...asked, lifeDueAt: at("10:00:00.001") }),
      aNewcomer(),
      ports,
    );

    expect(ruling).toEqual({ wins: "holder", because: "asked-for-life" });
    expect(ports.askForLife).not.toHaveBeenCalled();
  });

  it("gets the place of a holder that gave no sign, for our own question is none", async () => {
    const ruling = await arbitrate(aHolder(asked), aNewcomer(), somePorts(at("09:59:30.900")));

    expect(ruling).toEqual({ wins: "newcomer", because: "no-sign-of-life" });
  });

  it.each([
    ["answered", { lifeShownAt: at("09:59:31.000") }, at("09:59:30.000")],
    ["said anything else", {}, at("09:59:35.000")],
  ])("stays out where the holder %s", async (_, shown, activeAt) => {
    const ruling = await arbitrate(
      aHolder({ ...asked, ...shown }),
      aNewcomer(),
      somePorts(activeAt),
    );

    expect(ruling).toEqual({ wins: "holder", because: "shows-life" });
  });

  it("has the holder asked again once its sign of life is a minute old", async () => {
    const ports = somePorts(at("09:59:31.000"));

    const ruling = await arbitrate(
      aHolder({ ...asked, lifeShownAt: at("09:59:31.000") }),
      aNewcomer({ receivedAt: at("10:00:31.000") }),
      ports,
    );

    expect(ruling).toEqual({ wins: "holder", because: "asked-for-life" });
    expect(ports.askForLife).toHaveBeenCalledOnce();
  });

  it("is from elsewhere where nobody knows from where it is", async () => {
    const ruling = await arbitrate(
      aHolder({ sourceIp: "unknown" }),
      aNewcomer({ sourceIp: "unknown" }),
      somePorts(at("09:00:00.000")),
    );

    expect(ruling.wins).toBe("holder");
  });
});
