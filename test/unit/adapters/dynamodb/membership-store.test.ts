import "#test/support/environment.ts";
import { BatchGetItemCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { ownDynamo, toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { membershipStore } from "#adapters/dynamodb/membership-store.ts";

const mock = mockClient(ownDynamo);
beforeEach(() => {
  mock.reset();
});

const OPERATOR = toItem({ ...keys.operator("demo-a"), name: "Demo A" });
const member = (scope: string, role: string) => toItem({ ...keys.membership(scope, "ann"), role });
const stored = (...items: ReturnType<typeof toItem>[]) =>
  mock.on(BatchGetItemCommand).resolves({ Responses: { Directory: items } });
const find = membershipStore("Directory");

describe("membershipStore", () => {
  it("finds a person's place in the operator with one read", async () => {
    stored(OPERATOR, member("demo-a", "operator-viewer"));

    const membership = await find("ann", "demo-a");

    expect(membership).toEqual({ subject: "ann", scope: "demo-a", role: "operator-viewer" });
    expect(mock.calls()).toHaveLength(1);
  });

  it("puts a SystemAdmin's place before any other", async () => {
    stored(OPERATOR, member("demo-a", "operator-viewer"), member("platform", "system-admin"));

    const membership = await find("ann", "demo-a");

    expect(membership).toMatchObject({ scope: "platform", role: "system-admin" });
  });

  it("lets nobody into an operator that does not exist, not even a SystemAdmin", async () => {
    stored(member("platform", "system-admin"));

    expect(await find("ann", "demo-a")).toBeUndefined();
  });

  it("knows no role but the ones that there are", async () => {
    stored(OPERATOR, member("demo-a", "emperor"));

    expect(await find("ann", "demo-a")).toBeUndefined();
  });

  it("does not take a throttled read for a stranger", async () => {
    mock.on(BatchGetItemCommand).resolves({
      Responses: {},
      UnprocessedKeys: { Directory: { Keys: [toItem(keys.operator("demo-a"))] } },
    });

    await expect(find("ann", "demo-a")).rejects.toThrow("unread");
  });
});
