import { describe, expect, it } from "vitest";
import { charger as chargerContract } from "#contracts/rest/charger-state.ts";
import { chargerReply } from "#functions/rest/chargers/charger-reply.ts";
import { aCharger } from "#test/support/fleet.ts";

const NOW = "2026-11-20T10:00:00.000Z";

const REPORTED = { status: "Available", reportedAt: "2026-03-01T10:00:00.000Z" };

describe("a charger's answer", () => {
  it("holds nothing of the password, nor of the socket", () => {
    const charger = aCharger({
      credential: { salt: "c2FsdA==", hashes: ["aGFzaA=="], changedAt: "2026-01-01T00:00:00.000Z" },
      connection: {
        connectionId: "socket-7",
        version: "ocpp1.6",
        connectedAt: "2026-11-20T09:50:00.000Z",
        sourceIp: "192.0.2.7",
      },
    });

    const answer = chargerContract.parse(chargerReply(charger, NOW));

    const text = JSON.stringify(answer);
    for (const secret of ["c2FsdA==", "aGFzaA==", "socket-7", "credential", "epoch"]) {
      expect(text).not.toContain(secret);
    }
    expect(answer.connection).toEqual({
      connected: true,
      ocppVersion: "ocpp1.6",
      connectedAt: "2026-11-20T09:50:00.000Z",
      sourceIp: "192.0.2.7",
    });
  });

  it("numbers connectors as the charger's version does, in order", () => {
    const charger = aCharger({ connectors: { "10": REPORTED, "2": REPORTED, "0": REPORTED } });
    const withEvses = aCharger({ connectors: { "2.1": REPORTED, "1.2": REPORTED } });

    const numbers = chargerReply(charger, NOW).connectors.map(({ connectorId }) => connectorId);
    const pairs = chargerReply(withEvses, NOW).connectors.map(({ evseId, connectorId }) => [
      evseId,
      connectorId,
    ]);

    expect(numbers).toEqual([0, 2, 10]);
    expect(pairs).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it("remembers when a charger that is away was last seen", () => {
    const charger = aCharger({ lastSeenAt: "2026-03-01T10:00:00.000Z" });

    expect(chargerReply(charger, NOW).connection).toEqual({
      connected: false,
      lastSeenAt: "2026-03-01T10:00:00.000Z",
    });
  });
});
