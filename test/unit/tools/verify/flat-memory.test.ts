import { describe, expect, it } from "vitest";
import { genesisHash, headAfter, pageAfter } from "#domain/audit/chain.ts";
import { recordLine } from "#domain/audit/export-record.ts";
import { someFacts } from "#test/support/audit/journal-export.ts";
import { exportCollector } from "#tools/verify/collect-export.ts";
import { sha256 } from "#tools/verify/sha256.ts";

describe("verifying a long export", () => {
  it("keeps a few numbers a page and no entry, so that a million entries need no more than a thousand", () => {
    const chain = { operatorId: "demo-a", table: "Fleet" };
    const collector = exportCollector();
    let head = { sequence: 0, hash: genesisHash(chain, sha256) };
    for (let page = 0; page < 100; page++) {
      const facts = Array.from({ length: 100 }, (_, index) =>
        someFacts("demo-a", "Fleet", page * 100 + index),
      );
      const made = pageAfter(chain, head, facts, sha256);
      head = headAfter(made.page);
      for (const line of [recordLine({ kind: "page", ...made.page }), ...made.lines]) {
        collector.take(line);
      }
    }

    const collected = collector.finish();

    expect(collected.entries).toBe(10_000);
    expect(JSON.stringify(collected).length / collected.entries).toBeLessThan(5);
  });
});
