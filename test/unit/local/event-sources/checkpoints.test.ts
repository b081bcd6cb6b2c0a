import { describe, expect, it } from "vitest";
import { openCheckpoints } from "#local/event-sources/checkpoints.ts";
import { aTemporaryFolder } from "#test/support/local/function-folder.ts";

describe("the checkpoints", () => {
  it("are still there on the next start, the latest of each mapping", () => {
    const dataDir = aTemporaryFolder();
    const before = openCheckpoints(dataDir);
    before.save("a", "1");
    before.save("a", "12");
    before.save("b", "7");
    before.close();

    const after = openCheckpoints(dataDir);

    expect([after.read("a"), after.read("b"), after.read("c")]).toEqual(["12", "7", undefined]);
    after.close();
  });
});
