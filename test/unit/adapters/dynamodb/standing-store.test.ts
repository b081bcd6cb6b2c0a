import "#test/support/environment.ts";
import { BatchGetItemCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { ownDynamo, toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { standingStore } from "#adapters/dynamodb/standing-store.ts";
import { anApiClient } from "#test/support/api-clients.ts";
import { aMember } from "#test/support/members.ts";

const mock = mockClient(ownDynamo);
beforeEach(() => {
  mock.reset();
});

const operator = (fields: object = {}) => toItem({ ...keys.operator("demo-a"), ...fields });
const member = (scope: string, role: string, fields: object = {}) =>
  toItem({
    ...keys.membership(scope, "ann"),
    ...aMember({ scope, subject: "ann", role }),
    ...fields,
  });
const stored = (...items: ReturnType<typeof toItem>[]) =>
  mock.on(BatchGetItemCommand).resolves({ Responses: { Directory: items } });
const find = standingStore("Directory");

describe("standingStore", () => {
  it("finds with one consistent read who somebody is in an operator", async () => {
    stored(operator(), member("platform", "system-admin"), member("demo-a", "operator-viewer"));

    const visitor = await find({ subject: "ann" }, "demo-a");

    expect(visitor).toMatchObject({
      operator: "open",
      standing: {
        subject: "ann",
        operatorId: "demo-a",
        assignments: [
          { scope: "demo-a", roleId: "operator-viewer" },
          { scope: "platform", roleId: "system-admin" },
        ],
      },
    });
    expect(mock.calls()).toHaveLength(1);
    expect(mock.call(0).args[0].input).toMatchObject({
      RequestItems: { Directory: { ConsistentRead: true, Keys: { length: 5 } } },
    });
  });

  it("reads the sign-in that somebody comes with in the same call, here and above", async () => {
    const now = "2026-03-01T10:00:00.000Z";
    const later = "2026-03-01T11:00:00.000Z";
    stored(
      operator(),
      member("demo-a", "operator-viewer", { signedOutBefore: now }),
      toItem({ ...keys.signIn("demo-a", "ann", "s-1"), lastSeenAt: now }),
      toItem({ ...keys.signIn("platform", "ann", "s-1"), lastSeenAt: later, revokedAt: later }),
      toItem({ ...keys.account("ann"), signedOutBefore: later }),
    );

    const { signIn } = await find({ subject: "ann", signInId: "s-1" }, "demo-a");

    expect(signIn).toEqual({
      lastSeenAt: { "demo-a": now, platform: later },
      isRevoked: true,
      signedOutBefore: later,
    });
    expect(mock.calls()).toHaveLength(1);
  });

  it.each([
    ["missing", undefined],
    ["open", {}],
    ["suspended", { suspendedAt: "2026-03-01T00:00:00.000Z" }],
  ])("finds an operator %s", async (door, fields) => {
    stored(...(fields ? [operator(fields)] : []));

    expect((await find({ subject: "ann" }, "demo-a")).operator).toBe(door);
  });

  it("counts nothing of a place that was disabled, and all of the other", async () => {
    const disabled = { disabledAt: "2026-03-01T00:00:00.000Z" };
    stored(
      operator(),
      member("demo-a", "operator-admin", disabled),
      member("platform", "system-admin"),
    );

    const { standing } = await find({ subject: "ann" }, "demo-a");

    expect(standing.assignments).toEqual([{ scope: "platform", roleId: "system-admin" }]);
    expect(standing).not.toHaveProperty("disabledAt");
  });

  it("tells somebody whose every place was disabled from a stranger", async () => {
    const disabledAt = "2026-03-01T00:00:00.000Z";
    stored(operator(), member("demo-a", "operator-admin", { disabledAt }));

    const { standing } = await find({ subject: "ann" }, "demo-a");

    expect(standing).toMatchObject({ assignments: [], grants: [], disabledAt });
  });

  it("takes the first SystemAdmin as the runbook makes one", async () => {
    const role = "system-admin";
    stored(toItem({ ...keys.membership("platform", "ann"), subject: "ann", role }));

    const { standing, places } = await find({ subject: "ann" }, "platform");

    expect(standing.assignments).toEqual([{ scope: "platform", roleId: "system-admin" }]);
    expect(places).toEqual([{ scope: "platform" }]);
  });

  it("does not take a throttled read for a stranger", async () => {
    mock.on(BatchGetItemCommand).resolves({
      Responses: {},
      UnprocessedKeys: { Directory: { Keys: [toItem(keys.operator("demo-a"))] } },
    });

    await expect(find({ subject: "ann" }, "demo-a")).rejects.toThrow("unread");
  });

  it("finds a program by its own item, with the same one read, and no place of a person", async () => {
    const client = anApiClient({ siteIds: ["quay"] });
    stored(operator(), toItem({ ...keys.apiClient("demo-a", "robot"), ...client }));

    const visitor = await find({ subject: "client:robot", clientId: "robot" }, "demo-a");

    const { clientId, permissions, siteIds, expiresAt, lastUsedAt } = client;
    expect(visitor).toEqual({
      operator: "open",
      standing: {
        subject: "client:robot",
        operatorId: "demo-a",
        assignments: [],
        grants: [],
        ownRoles: [],
        client: { clientId, permissions, siteIds, expiresAt },
      },
      places: [{ scope: "demo-a", lastUsedAt }],
    });
    expect(mock.calls()).toHaveLength(1);
    const keysRead = mock.call(0).args[0].input;
    expect(JSON.stringify(keysRead)).not.toContain("MEMBER#");
    expect(keysRead).toMatchObject({ RequestItems: { Directory: { ConsistentRead: true } } });
  });

  it("finds no program above the operators, and reads nothing to know that", async () => {
    const visitor = await find({ subject: "client:robot", clientId: "robot" }, "platform");

    expect(visitor.standing).not.toHaveProperty("client");
    expect(visitor.places).toEqual([]);
    expect(mock.calls()).toHaveLength(0);
  });
});
