import {
  BatchWriteItemCommand,
  type DynamoDBClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { AwsStub } from "aws-sdk-client-mock";
import { OPERATOR_SUBJECT } from "#domain/privacy/sealer.ts";
import { sealerOf } from "#functions/shared/privacy.ts";

type DynamoStub = AwsStub<ServiceInputTypes, ServiceOutputTypes, DynamoDBClientResolvedConfig>;

const KEY = { subjectId: OPERATOR_SUBJECT, purpose: "raw-message" } as const;

/** The things that a function put into the Fleet table, with their contents opened; throws where one was not sealed. */
export async function writtenThings(dynamo: DynamoStub): Promise<readonly unknown[]> {
  const items = dynamo
    .commandCalls(BatchWriteItemCommand)
    .flatMap(({ args }) => args[0].input.RequestItems?.["Fleet"] ?? [])
    .map(({ PutRequest }) => unmarshall(PutRequest?.Item ?? {}));
  return Promise.all(
    items.map(async ({ content, ...item }) => {
      const { pk, sk, operatorId } = item as { pk: string; sk: string; operatorId: string };
      const place = { table: "Fleet", pk, sk, attribute: "content" };
      const text = await sealerOf({ operatorId }).open(KEY, place, String(content));
      return { ...item, content: JSON.parse(text) as unknown };
    }),
  );
}
