import { expect, it } from "vitest";
import type { DeviationCount } from "#domain/fleet/deviation.ts";
import { type DeviationMemory, noteDeviations } from "#domain/fleet/note-deviations.ts";
import { aBinding } from "#test/support/fleet.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 10, minutes)).toISOString();

function aLog() {
  const written: DeviationCount[][] = [];
  const memory: DeviationMemory = new Map();
  const log = {
    record: async (_: unknown, counts: readonly DeviationCount[]) => void written.push([...counts]),
  };
  const note = (minutes: number, kind = "padded", chargerId = "CP-1") =>
    noteDeviations(
      {
        caller: aBinding({ chargerId }),
        action: "Heartbeat",
        deviations: [{ kind, path: "payload", sent: "null" }],
        seenAt: at(minutes),
      },
      { log, memory },
    );
  return { note, written };
}

it("writes a deviation once an hour, and then how often it was seen", async () => {
  const { note, written } = aLog();

  for (const minutes of [0, 1, 30, 59, 60, 61]) await note(minutes);

  expect(written.map(([count]) => count?.times)).toEqual([1, 4]);
});

it("tells deviations and chargers apart", async () => {
  const { note, written } = aLog();

  await note(0);
  await note(0, "spelling");
  await note(0, "padded", "CP-2");

  expect(written).toHaveLength(3);
});

it("bounds what one message can cost", async () => {
  const written: number[] = [];
  const deviations = Array.from({ length: 50 }, (_, index) => ({
    kind: "missing",
    path: `field${index}`,
    sent: "nothing",
  }));

  await noteDeviations(
    { caller: aBinding(), action: "Heartbeat", deviations, seenAt: at(0) },
    { log: { record: async (_, counts) => void written.push(counts.length) }, memory: new Map() },
  );

  expect(written).toEqual([20]);
});
