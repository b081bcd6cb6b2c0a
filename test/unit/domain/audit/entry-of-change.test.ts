import { describe, expect, it } from "vitest";
import { entryOfChange, gapFor, type ItemChange } from "#domain/audit/entry-of-change.ts";
import type { JournaledTable } from "#domain/audit/kind-of.ts";

const digest = (...parts: readonly string[]) => `digest(${parts.join(" ")})`;
const AT = "2026-11-20T10:00:00.000Z";

function changeOf(
  table: JournaledTable,
  [pk, sk]: readonly [string, string],
  images: Pick<ItemChange, "after" | "before"> & { readonly expired?: boolean },
): ItemChange {
  const { before, after, expired = false } = images;
  const changed = before ? "MODIFY" : "INSERT";
  const kind = after ? changed : "REMOVE";
  return { table, kind, pk, sk, at: AT, sequenceNumber: "7", ...images, expired };
}

const entryOf = (...change: Parameters<typeof changeOf>) =>
  entryOfChange(changeOf(...change), digest);
const STAMP = { changedBy: "anna", changeRequestId: "r-1", version: 1 };
const CHARGER = ["demo-a#CP-1", "CHARGER"] as const;
const TOKEN = ["demo-a", "TOKEN#04A1B2"] as const;

describe("a change that a person made", () => {
  it("says who, what, on which object, by which request, and each field before and after", () => {
    const before = { ...STAMP, name: "Old", siteId: "harbour" };
    const after = { ...before, name: "New", changedBy: "ben", changeRequestId: "r-2", version: 2 };

    expect(entryOf("Fleet", CHARGER, { before, after })).toEqual({
      entryId: "digest(Fleet demo-a#CP-1 CHARGER 7)",
      at: AT,
      actor: "ben",
      actorType: "person",
      operatorId: "demo-a",
      action: "changed",
      object: { kind: "charger", id: "CP-1" },
      changes: { name: { before: { value: "Old" }, after: { value: "New" } } },
      requestId: "r-2",
    });
  });

  it("that a second person allowed was carried out by the platform, for the one who asked", () => {
    const after = {
      ...STAMP,
      changeApprovalId: "a-1",
      changeApprovedBy: "ben",
      changeReason: "Price round",
      changeSource: "192.0.2.0/24",
      name: "Night",
    };

    expect(entryOf("Charging", ["demo-a", "TARIFF#night"], { after })).toMatchObject({
      action: "created",
      actor: "execute-approved-action",
      actorType: "system",
      onBehalfOf: "anna",
      approvalId: "a-1",
      approvedBy: "ben",
      reason: "Price round",
      source: "192.0.2.0/24",
    });
  });

  it("is told even where nothing but its stamp shows", () => {
    const before = { ...STAMP, name: "Same" };
    const after = { ...before, version: 2, changeRequestId: "r-2" };

    expect(entryOf("Fleet", CHARGER, { before, after })).toMatchObject({ changes: {} });
  });

  it("is not laid at their door when a charger writes after them", () => {
    const before = { ...STAMP, connectors: {} };
    const after = { ...before, connectors: { 1: { status: "Charging" } } };

    expect(entryOf("Fleet", CHARGER, { before, after })).toMatchObject({
      actor: "CP-1",
      actorType: "charger",
    });
  });

  it.each(["#system", "platform"])("made by %s was made by the platform", (changedBy) => {
    const after = { ...STAMP, changedBy };

    expect(entryOf("Fleet", CHARGER, { after })).toMatchObject({ actorType: "system" });
  });
});

describe("a removal", () => {
  it("names who marked the item", () => {
    const before = { ...STAMP, deletedAt: AT, name: "Old" };

    expect(entryOf("Fleet", CHARGER, { before })).toMatchObject({
      action: "deleted",
      actor: "anna",
      changes: { name: { before: { value: "Old" } } },
    });
  });

  it("without a mark is not laid at the door of who changed the item before", () => {
    const before = { ...STAMP, changeReason: "Moved", name: "Old" };

    const entry = entryOf("Fleet", ["demo-a", "SITE#north"], { before });

    expect(entry).toMatchObject({ action: "deleted", actor: "system" });
    expect(entry).not.toHaveProperty("reason");
  });

  it("by the end of the item's time was made by nobody", () => {
    const entry = entryOf("Security", ["demo-a", "SIGNAL#x#y"], {
      before: { kind: "access.forbidden" },
      expired: true,
    });

    expect(entry).toMatchObject({
      action: "expired",
      actor: "dynamodb-ttl",
      actorType: "platform",
    });
  });
});

describe("a record of what somebody did", () => {
  it("of personal data read bears the reader and the reason", () => {
    const after = { subject: "root", reason: "A dispute", requestId: "r-9", operationId: "x" };

    expect(entryOf("Security", ["demo-a", "ACCESS#t#d"], { after })).toMatchObject({
      action: "read-personal-data",
      actor: "root",
      reason: "A dispute",
      requestId: "r-9",
    });
  });

  it("of an attempt that was refused bears who tried", () => {
    const after = { subject: "mallory", kind: "access.forbidden" };

    expect(entryOf("Security", ["demo-a", "SIGNAL#t#d"], { after })).toMatchObject({
      action: "refused",
      actor: "mallory",
    });
  });
});

describe("a record of a sign-in that was ended and used all the same", () => {
  it("is an attempt of its own kind", () => {
    const after = { subject: "mallory", kind: "access.ended-sign-in" };

    expect(entryOf("Security", ["demo-a", "SIGNAL#t#d"], { after })).toMatchObject({
      action: "sign-in-refused",
      actor: "mallory",
    });
  });
});

describe("a signal that is no refusal", () => {
  it("was made by the platform, not by whom it concerns", () => {
    const after = { subject: "anna", kind: "access.account-dormant" };

    expect(entryOf("Security", ["demo-a", "SIGNAL#t#d"], { after })).toMatchObject({
      action: "created",
      actor: "system",
    });
  });
});

describe("a record that data were taken along", () => {
  it.each(["exportDriver", "exportAudit", "readExport"])("by %s is an export", (operationId) => {
    const after = { subject: "dpo", reason: "Asked for", requestId: "r-9", operationId };

    expect(entryOf("Security", ["demo-a", "ACCESS#t#d"], { after })).toMatchObject({
      action: "exported",
      actor: "dpo",
    });
  });
});

describe("what a driver does with what is their own", () => {
  it("bears the driver's id, and not the account that they signed in with", () => {
    const after = { changedBy: "driver:d-1", changeRequestId: "r-1", language: "tr" };

    expect(entryOf("People", ["demo-a", "DRIVER#d-1"], { after })).toMatchObject({
      actor: "driver:d-1",
      actorType: "driver",
    });
  });
});

describe("what leads from a driver to their cards and sessions", () => {
  it.each(["TOKEN#abcdef", "SESSION#2026-11-20T10:00:00.000Z#s-1"])(
    "is not in the entry of %s",
    (sk) => {
      const after = { ...STAMP, driverId: "d-1", tokenRef: "abcdef", sessionId: "s-1" };

      const entry = entryOf("People", ["demo-a#DRIVER#d-1", sk], { after });

      const { entryId, object, ...rest } = entry ?? {};
      expect(object).toMatchObject({ id: `digest(People demo-a#DRIVER#d-1 ${sk})` });
      expect(JSON.stringify(rest)).not.toMatch(/d-1|abcdef|s-1/);
    },
  );
});

describe("what is personal or secret", () => {
  it("is not in the entry: a card's id is neither in its key nor in its fields", () => {
    const after = { ...STAMP, tokenId: "04A1B2", label: "Anna's card", status: "valid" };

    const entry = entryOf("Charging", TOKEN, { after });

    expect(entry).toMatchObject({
      object: { kind: "token" },
      changes: { label: { after: { withheld: true } }, status: { after: { value: "valid" } } },
    });
    expect(JSON.stringify(entry?.changes)).not.toMatch(/04A1B2|Anna/);
  });

  it("of a charger's password says only that it changed", () => {
    const credential = (hash: string) => ({ salt: "s", hashes: [hash] });
    const before = { ...STAMP, credential: credential("one") };
    const after = { ...STAMP, version: 2, credential: credential("two") };

    expect(entryOf("Fleet", CHARGER, { before, after })?.changes).toEqual({
      credential: { before: { withheld: true }, after: { withheld: true } },
    });
  });

  it("is withheld on every item that nobody declared", () => {
    const after = { ...STAMP, email: "anna@example.test" };

    const entry = entryOf("People", ["demo-a", "NEWCOMER#d-1"], { after });

    expect(entry).toMatchObject({ object: { kind: "newcomer" } });
    expect(JSON.stringify(entry)).not.toContain("example.test");
  });

  it.each([
    ["a sealed text", "enc1.abc"],
    ["an envelope", { v: 1, kid: "k", iv: "i", ct: "c", tag: "t" }],
  ])("is there as ciphertext where it is %s", (_, sealed) => {
    const entry = entryOf("People", ["demo-a", "DRIVER#d-1"], { after: { name: sealed } });

    expect(entry?.changes).toEqual({ name: { after: { value: sealed } } });
  });
});

describe("bookkeeping", () => {
  it.each([
    ["a heartbeat", "Fleet", CHARGER, { lastSeenAt: "1" }, { lastSeenAt: "2" }],
    [
      "a member's last use",
      "Directory",
      ["demo-a", "MEMBER#a"],
      { lastUsedAt: "1" },
      { lastUsedAt: "2" },
    ],
    [
      "a deviation that came again",
      "Fleet",
      ["demo-a#CP-1", "DEVIATION#Heartbeat#padded#x"],
      { kind: "padded", count: 1, lastSeenAt: "1" },
      { kind: "padded", count: 9, lastSeenAt: "2" },
    ],
    ["a count of references", "Fleet", ["demo-a", "SITE#s"], { usedBy: 1 }, { usedBy: 2 }],
  ] as const)("such as %s is no change", (_, table, key, before, after) => {
    expect(entryOf(table, key, { before, after })).toBeUndefined();
  });

  it.each([
    ["Directory", ["demo-a", "IDEMPOTENCY#a#b"]],
    ["Fleet", ["demo-a#CP-1", "PENDING#c"]],
    ["Fleet", ["demo-a#CP-1", "OUTSTANDING"]],
    ["Fleet", ["demo-a#CP-1", "WATCH"]],
    ["Fleet", ["demo-a#CP-1", "MESSAGE#t#d"]],
  ] as const)("in %s %s is mechanics", (table, key) => {
    expect(entryOf(table, key, { after: { some: "thing" } })).toBeUndefined();
  });
});

describe("values that JSON does not have", () => {
  it("are told as lists and texts", () => {
    const after = { ...STAMP, name: new Set(["b", "a"]), siteId: 12n };

    expect(entryOf("Fleet", CHARGER, { after })?.changes).toEqual({
      name: { after: { value: ["a", "b"] } },
      siteId: { after: { value: "12" } },
    });
  });

  it("leave a gap that says where it is, where nothing can tell them", () => {
    const broken = changeOf("Fleet", CHARGER, { after: { ...STAMP, name: "\ud800" } });

    expect(() => entryOfChange(broken, digest)).toThrow("not well-formed");
    expect(gapFor(broken, digest)).toMatchObject({
      operatorId: "demo-a",
      action: "gap",
      reason: "The record 7 could not be read.",
    });
  });
});
