import { describe, expect, it } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { versionedUpdate } from "#adapters/dynamodb/versioned-update.ts";

const CHANGE = {
  tableName: "T",
  key: { pk: "p", sk: "s" },
  version: 4,
  actor: { subject: "ann", requestId: "request-1" },
  now: "2026-03-01T10:00:00.000Z",
};

describe("versionedUpdate", () => {
  it("sets values, removes what is null and leaves alone what is undefined", () => {
    const update = versionedUpdate({
      ...CHANGE,
      fields: { name: "new", label: null, status: undefined },
    });

    const names = Object.values(update.ExpressionAttributeNames ?? {});
    expect(names).toContain("name");
    expect(names).not.toContain("status");
    expect(update.UpdateExpression).toMatch(/^SET #version = :next, .* REMOVE #f1, #f5$/);
  });

  it("is refused unless the version is the one that was read, and counts it up", () => {
    const update = versionedUpdate({ ...CHANGE, fields: {} });

    expect(update.ConditionExpression).toBe("#version = :read");
    expect(update.ExpressionAttributeValues).toMatchObject(toItem({ ":read": 4, ":next": 5 }));
  });

  it("names the approval that allowed it, and forgets that of an earlier change", () => {
    const actor = { ...CHANGE.actor, approvalId: "approval-1" };

    const approved = versionedUpdate({ ...CHANGE, actor, fields: {} });
    const alone = versionedUpdate({ ...CHANGE, fields: {} });

    expect(Object.values(approved.ExpressionAttributeValues ?? {})).toContainEqual({
      S: "approval-1",
    });
    const name = Object.entries(alone.ExpressionAttributeNames ?? {}).find(
      ([, field]) => field === "approvalId",
    )?.[0];
    expect(alone.UpdateExpression).toMatch(new RegExp(`REMOVE ${name}$`));
  });

  it("names who changed it, in which request and when", () => {
    const update = versionedUpdate({ ...CHANGE, fields: {} });

    expect(Object.values(update.ExpressionAttributeValues ?? {})).toEqual(
      expect.arrayContaining([{ S: "ann" }, { S: "request-1" }, { S: CHANGE.now }]),
    );
  });
});
