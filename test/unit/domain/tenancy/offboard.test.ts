import { describe, expect, it } from "vitest";
import { type Destruction, offboardStep } from "#domain/tenancy/offboard.ts";
import type { Offboarding } from "#domain/tenancy/operator.ts";

const BEGUN: Offboarding = {
  approvalId: "approval",
  startedAt: "2026-03-01T10:00:00.000Z",
  pass: 1,
  deletedItems: 0,
};

/** Goes through the steps as the stream would wake them, each finding what the list says. */
async function run(found: readonly Destruction[]) {
  const log: string[] = [];
  const left = [...found];
  let progress: Offboarding | undefined = BEGUN;
  while (progress) {
    const current: Offboarding = progress;
    progress = undefined;
    await offboardStep(current, {
      destroy: async ({ position, keepRoots }) => {
        log.push(`${keepRoots ? "what hangs" : "everything"} from ${position ?? "the beginning"}`);
        return left.shift() ?? { deletedItems: 0 };
      },
      destroyKeys: async () => void log.push("keys"),
      endPrograms: async () => void log.push("programs"),
      keep: async (after) => {
        progress = after;
      },
      finish: async ({ deletedItems }) => void log.push(`finished with ${deletedItems}`),
    });
  }
  return log;
}

describe("the end of an operator", () => {
  it("destroys keys first, then what hangs on other things, then everything, and looks again", async () => {
    expect(await run([{ deletedItems: 3 }, { deletedItems: 2 }])).toEqual([
      "keys",
      "programs",
      "what hangs from the beginning",
      "programs",
      "everything from the beginning",
      "programs",
      "everything from the beginning",
      "finished with 5",
    ]);
  });

  it("goes on where a step ran out of time, and looks again as long as it finds something", async () => {
    const log = await run([
      { deletedItems: 3, position: "here" },
      { deletedItems: 1 },
      { deletedItems: 2 },
      { deletedItems: 1 },
    ]);

    expect(log).toEqual([
      "keys",
      "programs",
      "what hangs from the beginning",
      "what hangs from here",
      "programs",
      "everything from the beginning",
      "programs",
      "everything from the beginning",
      "programs",
      "everything from the beginning",
      "finished with 7",
    ]);
  });
});
