import "#test/support/environment.ts";
import { BatchGetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { ownDynamo, toItem } from "#adapters/dynamodb/client.ts";
import { queryPage, readIndexed } from "#adapters/dynamodb/list-page.ts";

const mock = mockClient(ownDynamo);
beforeEach(() => {
  mock.reset();
});

const item = (pk: string) => toItem({ pk, sk: "X" });

describe("queryPage", () => {
  it.each([
    [2, 2, false],
    [3, 2, true],
  ])("of %i items gives %i and says whether there are more: %s", async (stored, given, hasMore) => {
    mock
      .on(QueryCommand)
      .resolves({ Items: Array.from({ length: stored }, (_, index) => item(String(index))) });

    const page = await queryPage({ TableName: "T", Limit: 2 });

    expect(page.items).toHaveLength(given);
    expect(page.hasMore).toBe(hasMore);
  });
});

describe("readIndexed", () => {
  it("keeps the order of the index and leaves out what is gone", async () => {
    mock.on(BatchGetItemCommand).resolves({ Responses: { T: [item("c"), item("a")] } });

    const items = await readIndexed("T", [item("a"), item("b"), item("c")]);

    expect(items.map(({ pk }) => pk?.S)).toEqual(["a", "c"]);
  });

  it("asks again for what a busy table left unread", async () => {
    mock
      .on(BatchGetItemCommand)
      .resolvesOnce({
        Responses: { T: [item("a")] },
        UnprocessedKeys: { T: { Keys: [item("b")] } },
      })
      .resolvesOnce({ Responses: { T: [item("b")] } });

    const items = await readIndexed("T", [item("a"), item("b")]);

    expect(items).toHaveLength(2);
  });

  it("asks for nothing where there is nothing", async () => {
    const items = await readIndexed("T", []);

    expect(items).toEqual([]);
    expect(mock.calls()).toHaveLength(0);
  });
});
