import { describe, expect, it } from "vitest";
import { recordLine } from "#domain/audit/export-record.ts";
import {
  alteration,
  harmlessVariant,
  namesPlace,
  seeded,
} from "#test/support/audit/alterations.ts";
import {
  aJournalExport,
  aSigner,
  exportLines,
  type JournalExport,
} from "#test/support/audit/journal-export.ts";
import { textStream, verifyExport } from "#test/support/audit/verify-export.ts";
import { firstFinding } from "#tools/verify/finding.ts";
import { verifyStreams } from "#tools/verify/verify-streams.ts";

const TABLES = ["Charging", "Directory", "Fleet", "Security"];
const small = aJournalExport({
  entriesPerChain: 200,
  tables: TABLES,
  pageSize: 20,
  pagesPerDay: 3,
});

describe("an export that somebody altered", () => {
  it("is found out 1,000 times of 1,000, and the first altered entry is named", async () => {
    const missed: { readonly seed: number; readonly kind: string }[] = [];

    for (let seed = 0; seed < 1_000; seed++) {
      const altered = alteration(small, seed);
      const { findings } = await verifyExport(altered.export);
      if (!namesPlace(firstFinding(findings), altered)) missed.push({ seed, kind: altered.kind });
    }

    expect(missed).toEqual([]);
  }, 120_000);

  it("is found out when it has 50,000 entries", async () => {
    const large = aJournalExport({
      entriesPerChain: 12_500,
      tables: TABLES,
      pageSize: 100,
      pagesPerDay: 25,
    });
    const whole = await verifyExport(large);
    const named = [];

    for (let seed = 0; seed < 14; seed++) {
      const altered = alteration(large, seed);
      named.push(namesPlace(firstFinding((await verifyExport(altered.export)).findings), altered));
    }

    expect(whole).toMatchObject({ entries: 50_000, findings: [] });
    expect(named).toEqual(named.map(() => true));
  }, 120_000);

  it.each([
    ["changed", "change"],
    ["removed", "delete"],
    ["inserted", "insert"],
    ["reordered", "swap"],
  ])("is said to be %s after a %s", async (what, kind) => {
    const altered = alteration(small, ["change", "delete", "insert", "swap"].indexOf(kind) + 7 * 5);

    const { findings } = await verifyExport(altered.export);

    expect(altered.kind).toBe(kind);
    expect(firstFinding(findings)?.what).toBe(what);
  });
});

describe("an export that nobody altered", () => {
  it("holds 1,000 times of 1,000, in whatever order and pieces it is read", async () => {
    const alarms: unknown[] = [];

    for (let seed = 0; seed < 1_000; seed++) {
      const variant = harmlessVariant(small, seed);
      const { findings } = await verifyExport(variant, {}, 1 + seeded(seed)(40_000));
      alarms.push(...findings);
    }

    expect(alarms).toEqual([]);
  }, 120_000);

  it("holds in several files, whose order does not matter", async () => {
    const files = [
      exportLines({ ...small, statements: [] }).slice(0, -1),
      small.statements.map(recordLine),
      [recordLine(small.signer.record)],
    ].map((lines) => `${lines.join("\r\n")}\r\n`);

    const verdict = await verifyStreams(files.toReversed().map((text) => textStream(text, 1_000)));

    expect(verdict).toMatchObject({ findings: [], entries: 800, chains: 4, anchors: 4 });
  });

  it("says which key signed it", async () => {
    const { fingerprints } = await verifyExport(small);

    expect(fingerprints).toEqual([small.signer.key]);
  });
});

describe("what is signed", () => {
  const verdictOf = async (whole: JournalExport, trusted?: string) =>
    (await verifyExport(whole, trusted === undefined ? {} : { trusted: new Set([trusted]) }))
      .findings;

  it.each([0, 1, 2, 3, 4])("is missed when statement %i is taken out", async (index) => {
    const findings = await verdictOf({
      ...small,
      statements: small.statements.toSpliced(index, 1),
    });

    expect(findings.map(({ what }) => what)).toContain(index === 4 ? "unproven" : "removed");
  });

  it("does not hold when its text is changed", async () => {
    const statements = small.statements.map((record) =>
      record.kind === "statement"
        ? { ...record, statement: record.statement.replace("2026-01-02", "2026-01-12") }
        : record,
    );

    const findings = await verdictOf({ ...small, statements });

    expect(findings.map(({ because }) => because)).toContain(
      "the signature of a statement does not hold",
    );
  });

  it("does not count when somebody else signed it, though everything fits", async () => {
    const forged = aJournalExport({
      entriesPerChain: 40,
      tables: TABLES,
      pageSize: 20,
      pagesPerDay: 1,
    });

    expect(await verdictOf(forged)).toEqual([]);
    expect((await verdictOf(forged, small.signer.key)).map(({ what }) => what)).toContain(
      "unproven",
    );
    expect(await verdictOf(small, small.signer.key)).toEqual([]);
  });

  it("does not hold with a key that is not the one it names", async () => {
    const findings = await verdictOf({
      ...small,
      signer: { ...small.signer, record: aSigner().record },
    });

    expect(findings.length).toBeGreaterThan(0);
  });

  it("covers every chain: one that no statement knows was put in", async () => {
    const other = aJournalExport({
      entriesPerChain: 20,
      tables: ["People"],
      pageSize: 20,
      pagesPerDay: 1,
    });

    const findings = await verdictOf({ ...small, blocks: [...small.blocks, ...other.blocks] });

    expect(findings).toMatchObject([{ what: "inserted", chain: { table: "People" } }]);
  });
});

describe("a line that no export has", () => {
  it.each([
    ['{"kind":"page"}'],
    ['{"kind":"note","text":"trust me"}'],
    ['{"kind":'],
    ["{}"],
    ["not json"],
  ])("%s is a fault", async (line) => {
    const text = [line, ...exportLines(small)].join("\n");

    const { findings } = await verifyStreams([textStream(text, 10_000)]);

    expect(findings).not.toEqual([]);
  });
});
