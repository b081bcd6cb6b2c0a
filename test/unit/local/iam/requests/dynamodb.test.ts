import { describe, expect, it } from "vitest";
import { dynamoDbReader } from "#local/iam/requests/dynamodb.ts";
import type { TableFacts } from "#local/iam/resources.ts";
import { FLEET_ARN, jsonRequest, KEY_ARN } from "../builders.ts";

const FLEET: TableFacts = { partitionKey: "pk", indexPartitionKeys: new Map([["gsi1", "gsi1pk"]]) };
const CHARGING: TableFacts = { ...FLEET, keyArn: KEY_ARN };
const CHARGING_ARN = FLEET_ARN.replace("Fleet", "Charging");

const read = dynamoDbReader({
  tables: new Map([
    ["Fleet", FLEET],
    ["Charging", CHARGING],
  ]),
});

const S = (text: string) => ({ S: text });
const key = (pk: string, sk = "CHARGER") => ({ pk: S(pk), sk: S(sk) });

function accessesOf(operation: string, input: unknown) {
  return read(jsonRequest(`DynamoDB_20120810.${operation}`, input)).map(
    ({ action, resource, context }) => ({ action, resource, context: context() }),
  );
}

const leadingKeys = (...keys: readonly string[]) => ({
  context: expect.objectContaining({ "dynamodb:LeadingKeys": keys }),
});
const noLeadingKeys = {
  context: expect.not.objectContaining({ "dynamodb:LeadingKeys": expect.anything() }),
};

describe("a request for one item", () => {
  it.each(["GetItem", "UpdateItem", "DeleteItem"])(
    "%s is about its key's partition",
    (operation) => {
      const accesses = accessesOf(operation, { TableName: "Fleet", Key: key("demo-a#c1") });

      expect(accesses).toEqual([
        { action: `dynamodb:${operation}`, resource: FLEET_ARN, ...leadingKeys("demo-a#c1") },
      ]);
    },
  );

  it("PutItem is about its item's partition and all its attributes", () => {
    const Item = { ...key("demo-a"), name: S("x") };

    const accesses = accessesOf("PutItem", { TableName: "Fleet", Item, ReturnValues: "ALL_OLD" });

    expect(accesses).toEqual([
      {
        action: "dynamodb:PutItem",
        resource: FLEET_ARN,
        context: {
          "dynamodb:LeadingKeys": ["demo-a"],
          "dynamodb:Attributes": ["pk", "sk", "name"],
          "dynamodb:Select": "ALL_ATTRIBUTES",
          "dynamodb:ReturnValues": "ALL_OLD",
          "dynamodb:ReturnConsumedCapacity": "NONE",
        },
      },
    ]);
  });

  it("names the attributes of its expressions, placeholders resolved", () => {
    const [access] = accessesOf("UpdateItem", {
      TableName: "Fleet",
      Key: key("demo-a"),
      UpdateExpression: "SET #n = if_not_exists(#n, :n), address.city = :c REMOVE tags[0]",
      ConditionExpression: "attribute_exists(pk) AND size(model) BETWEEN :n AND :c",
      ExpressionAttributeNames: { "#n": "name" },
    });

    expect(access?.context["dynamodb:Attributes"]).toEqual(
      expect.arrayContaining(["pk", "sk", "name", "address", "tags", "model"]),
    );
    expect(access?.context["dynamodb:Attributes"]).toHaveLength(6);
  });

  it("may name the table by its ARN", () => {
    const accesses = accessesOf("GetItem", { TableName: FLEET_ARN, Key: key("demo-a") });

    expect(accesses).toMatchObject([{ resource: FLEET_ARN, ...leadingKeys("demo-a") }]);
  });

  it("has no leading key when the table or the key is not known", () => {
    expect(accessesOf("GetItem", { TableName: "Other", Key: key("demo-a") })).toMatchObject([
      noLeadingKeys,
    ]);
    expect(accessesOf("GetItem", { TableName: "Fleet", Key: { id: S("x") } })).toMatchObject([
      noLeadingKeys,
    ]);
  });

  it("uses the customer's key of an encrypted table in the caller's name", () => {
    const accesses = accessesOf("GetItem", { TableName: "Charging", Key: key("demo-a") });

    expect(accesses[1]).toEqual({
      action: "kms:Decrypt",
      resource: KEY_ARN,
      context: expect.objectContaining({
        "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com",
        "kms:EncryptionContext:aws:dynamodb:tableName": "Charging",
      }),
    });
  });
});

describe("a Query", () => {
  it.each([
    ["pk = :pk", {}],
    ["pk=:pk AND begins_with(sk, :sk)", {}],
    ["(sk BETWEEN :sk AND :sk) AND (#p = :pk)", { "#p": "pk" }],
    ["#0 = :pk AND sk >= :sk", { "#0": "pk" }],
  ])("reads the partition from %j", (KeyConditionExpression, ExpressionAttributeNames) => {
    const accesses = accessesOf("Query", {
      TableName: "Fleet",
      KeyConditionExpression,
      ExpressionAttributeNames,
      ExpressionAttributeValues: { ":pk": S("demo-a"), ":sk": S("x") },
    });

    expect(accesses).toMatchObject([
      { action: "dynamodb:Query", resource: FLEET_ARN, ...leadingKeys("demo-a") },
    ]);
  });

  it("of an index is about the index and its own partition key", () => {
    const accesses = accessesOf("Query", {
      TableName: "Fleet",
      IndexName: "gsi1",
      KeyConditionExpression: "gsi1pk = :op AND pk = :other",
      ExpressionAttributeValues: { ":op": S("demo-a"), ":other": S("demo-b") },
    });

    expect(accesses).toMatchObject([
      { resource: `${FLEET_ARN}/index/gsi1`, ...leadingKeys("demo-a") },
    ]);
  });

  it("in the older form is about the same", () => {
    const accesses = accessesOf("Query", {
      TableName: "Fleet",
      KeyConditions: { pk: { ComparisonOperator: "EQ", AttributeValueList: [S("demo-a")] } },
    });

    expect(accesses).toMatchObject([leadingKeys("demo-a")]);
  });

  it("that names two partitions is about both, whatever the database makes of it", () => {
    const accesses = accessesOf("Query", {
      TableName: "Fleet",
      KeyConditionExpression: "pk = :a AND pk = :b",
      ExpressionAttributeValues: { ":a": S("demo-a"), ":b": S("demo-b") },
    });

    expect(accesses).toMatchObject([leadingKeys("demo-a", "demo-b")]);
  });

  it.each(["sk = :a", ":pk = :a", "x.pk = :a", "pk = :missing", "pk <= :a", "pk", 7])(
    "has no leading key for %j",
    (KeyConditionExpression) => {
      const accesses = accessesOf("Query", {
        TableName: "Fleet",
        KeyConditionExpression,
        ExpressionAttributeValues: { ":a": S("demo-a") },
      });

      expect(accesses).toMatchObject([noLeadingKeys]);
    },
  );

  it.each([
    [{}, "ALL_ATTRIBUTES"],
    [{ IndexName: "gsi1" }, "ALL_PROJECTED_ATTRIBUTES"],
    [{ ProjectionExpression: "pk" }, "SPECIFIC_ATTRIBUTES"],
    [{ Select: "COUNT" }, "COUNT"],
  ])("selects with %j %s", (options, select) => {
    const [access] = accessesOf("Query", { TableName: "Fleet", ...options });

    expect(access?.context["dynamodb:Select"]).toBe(select);
  });
});

describe("a Scan", () => {
  it("has no leading key, even if it gives a key condition", () => {
    const accesses = accessesOf("Scan", {
      TableName: "Fleet",
      KeyConditionExpression: "pk = :a",
      ExpressionAttributeValues: { ":a": S("demo-a") },
    });

    expect(accesses).toMatchObject([
      { action: "dynamodb:Scan", resource: FLEET_ARN, ...noLeadingKeys },
    ]);
  });
});

describe("a batch", () => {
  it("is judged for each table, with all the partitions that it reads there", () => {
    const accesses = accessesOf("BatchGetItem", {
      RequestItems: {
        Fleet: { Keys: [key("demo-a"), key("demo-b"), key("demo-a", "x")] },
        Charging: { Keys: [key("demo-a")] },
      },
    });

    expect(accesses).toMatchObject([
      {
        action: "dynamodb:BatchGetItem",
        resource: FLEET_ARN,
        ...leadingKeys("demo-a", "demo-b"),
      },
      { action: "dynamodb:BatchGetItem", resource: CHARGING_ARN, ...leadingKeys("demo-a") },
      { action: "kms:Decrypt" },
    ]);
  });

  it("that writes is judged by the items it puts and the keys it deletes", () => {
    const accesses = accessesOf("BatchWriteItem", {
      RequestItems: {
        Fleet: [{ PutRequest: { Item: key("demo-a") } }, { DeleteRequest: { Key: key("demo-b") } }],
      },
    });

    expect(accesses).toMatchObject([
      { action: "dynamodb:BatchWriteItem", ...leadingKeys("demo-a", "demo-b") },
    ]);
  });

  it("has no leading key when one of its keys cannot be read", () => {
    const accesses = accessesOf("BatchGetItem", {
      RequestItems: { Fleet: { Keys: [key("demo-a"), { sk: S("x") }] } },
    });

    expect(accesses).toMatchObject([noLeadingKeys]);
  });
});

describe("a transaction", () => {
  it("needs each member's own permission for that member's partition", () => {
    const on = { TableName: "Fleet" };

    const accesses = accessesOf("TransactWriteItems", {
      TransactItems: [
        { Put: { ...on, Item: key("demo-a#1") } },
        { Update: { ...on, Key: key("demo-a#2"), UpdateExpression: "SET x = :x" } },
        { Delete: { ...on, Key: key("demo-b#3") } },
        { ConditionCheck: { TableName: "Charging", Key: key("demo-a#4") } },
      ],
    });

    expect(accesses).toMatchObject([
      { action: "dynamodb:PutItem", ...leadingKeys("demo-a#1") },
      { action: "dynamodb:UpdateItem", ...leadingKeys("demo-a#2") },
      { action: "dynamodb:DeleteItem", ...leadingKeys("demo-b#3") },
      {
        action: "dynamodb:ConditionCheckItem",
        resource: CHARGING_ARN,
        ...leadingKeys("demo-a#4"),
      },
      { action: "kms:Decrypt" },
    ]);
  });

  it("that reads needs GetItem for each member, and says that it is a transaction", () => {
    const accesses = accessesOf("TransactGetItems", {
      TransactItems: [{ Get: { TableName: "Fleet", Key: key("demo-a") } }],
    });

    expect(accesses).toMatchObject([
      {
        action: "dynamodb:GetItem",
        context: { "dynamodb:EnclosingOperation": ["TransactGetItems"] },
      },
    ]);
  });
});

describe("what cannot be judged is refused", () => {
  it.each([
    "ExecuteStatement",
    "BatchExecuteStatement",
    "ExecuteTransaction",
    "CreateTable",
    "constructor",
  ])("the operation %s", (operation) => {
    expect(() => accessesOf(operation, { Statement: "SELECT * FROM Fleet" })).toThrow(
      expect.objectContaining({ kind: "unknown-operation" }),
    );
  });

  it("another service's operation", () => {
    expect(() => read(jsonRequest("TrentService.Decrypt", {}))).toThrow(
      expect.objectContaining({ kind: "unknown-operation" }),
    );
  });

  it.each([
    ["GetItem", "not JSON"],
    ["GetItem", []],
    ["GetItem", { Key: key("demo-a") }],
    ["GetItem", { TableName: 7, Key: key("demo-a") }],
    ["GetItem", { TableName: "Fleet" }],
    ["Query", { TableName: "Fleet", IndexName: 7 }],
    ["BatchGetItem", { RequestItems: {} }],
    ["BatchGetItem", { RequestItems: { Fleet: { Keys: [] } } }],
    ["BatchWriteItem", { RequestItems: { Fleet: [{}] } }],
    [
      "BatchWriteItem",
      { RequestItems: { Fleet: [{ PutRequest: { Item: {} }, DeleteRequest: {} }] } },
    ],
    ["TransactWriteItems", { TransactItems: [] }],
    [
      "TransactWriteItems",
      { TransactItems: [{ Get: { TableName: "Fleet", Key: key("demo-a") } }] },
    ],
    ["TransactWriteItems", { TransactItems: [{ Put: { TableName: "Fleet" } }] }],
  ])("%s with %j", (operation, input) => {
    expect(() => accessesOf(operation, input)).toThrow(
      expect.objectContaining({ kind: "unreadable" }),
    );
  });
});
