import { describe, expect, it, vi } from "vitest";
import { type TakeOverPorts, takeOver } from "#domain/fleet/take-over.ts";

const RECEIVED_AT = "2026-03-01T10:00:09.000Z";
const YOUNG = { connectionId: "socket-6", connectedAt: "2026-03-01T10:00:00.000Z" };
const OLD = { connectionId: "socket-6", connectedAt: "2026-03-01T09:00:00.000Z" };

const somePorts = (fields: Partial<TakeOverPorts> = {}) => ({
  close: vi.fn(async () => false),
  isCurrent: vi.fn(async () => true),
  pause: vi.fn(async () => undefined),
  ...fields,
});

describe("a socket that replaces another one", () => {
  it("closes it", async () => {
    const ports = somePorts({ close: vi.fn(async () => true) });

    expect(await takeOver(YOUNG, RECEIVED_AT, ports)).toBe(true);

    expect(ports.close).toHaveBeenCalledExactlyOnceWith("socket-6");
  });

  it("does not wait for one that must be gone", async () => {
    const ports = somePorts();

    expect(await takeOver(OLD, RECEIVED_AT, ports)).toBe(true);

    expect(ports.close).toHaveBeenCalledOnce();
    expect(ports.pause).not.toHaveBeenCalled();
  });

  it("waits until one that is not open yet can be closed", async () => {
    const close = vi.fn(async () => true).mockResolvedValueOnce(false);
    const ports = somePorts({ close });

    expect(await takeOver(YOUNG, RECEIVED_AT, ports)).toBe(true);

    expect(close).toHaveBeenCalledTimes(2);
    expect(ports.pause).toHaveBeenCalledOnce();
  });

  it("gives way as soon as it is replaced itself", async () => {
    const ports = somePorts({ isCurrent: async () => false });

    expect(await takeOver(YOUNG, RECEIVED_AT, ports)).toBe(false);

    expect(ports.pause).not.toHaveBeenCalled();
  });

  it("does not wait forever for one that never opens", async () => {
    const ports = somePorts();

    expect(await takeOver(YOUNG, RECEIVED_AT, ports)).toBe(true);

    expect(ports.close).toHaveBeenCalledTimes(4);
  });
});
