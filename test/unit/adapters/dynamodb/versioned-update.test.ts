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
    expect(update.UpdateExpression).toMatch(/^SET #version = :next, .* REMOVE #f1(, |$)/);
  });

  it("is refused unless the version is the one that was read, and counts it up", () => {
    const update = versionedUpdate({ ...CHANGE, fields: {} });

    expect(update.ConditionExpression).toBe("#version = :read");
    expect(update.ExpressionAttributeValues).toMatchObject(toItem({ ":read": 4, ":next": 5 }));
  });

  it.each([
    ["approvalId", "changeApprovalId"],
    ["approvedBy", "changeApprovedBy"],
    ["reason", "changeReason"],
    ["source", "changeSource"],
  ])("bears its %s, and forgets that of an earlier change", (name, attribute) => {
    const actor = { ...CHANGE.actor, [name]: "this one" };

    const approved = versionedUpdate({ ...CHANGE, actor, fields: {} });
    const alone = versionedUpdate({ ...CHANGE, fields: {} });

    expect(Object.values(approved.ExpressionAttributeValues ?? {})).toContainEqual({
      S: "this one",
    });
    const place = Object.entries(alone.ExpressionAttributeNames ?? {}).find(
      ([, field]) => field === attribute,
    )?.[0];
    expect(alone.UpdateExpression).toMatch(new RegExp(`REMOVE .*${place}(, |$)`));
  });

  it("names who changed it, in which request and when", () => {
    const update = versionedUpdate({ ...CHANGE, fields: {} });

    expect(Object.values(update.ExpressionAttributeValues ?? {})).toEqual(
      expect.arrayContaining([{ S: "ann" }, { S: "request-1" }, { S: CHANGE.now }]),
    );
  });
});
