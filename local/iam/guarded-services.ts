import type { ReadAccesses } from "./access.ts";
import {
  type AnswerRefusal,
  answerJsonRefusal,
  answerManagementRefusal,
  answerS3Refusal,
  answerSqsRefusal,
} from "./refusal-answers.ts";
import { readCognitoAccesses } from "./requests/cognito-idp.ts";
import { dynamoDbReader } from "./requests/dynamodb.ts";
import { readEventBridgeAccesses } from "./requests/event-bridge.ts";
import { kmsReader } from "./requests/kms.ts";
import { readManagementAccesses } from "./requests/management-api.ts";
import { s3Reader } from "./requests/s3.ts";
import { secretsManagerReader } from "./requests/secrets-manager.ts";
import { readSesAccesses } from "./requests/ses.ts";
import { sqsReader } from "./requests/sqs.ts";
import type { ResourceFacts } from "./resources.ts";

/** The services that functions call, by the names with which requests to them are signed. */
export type GuardedService =
  | "cognito-idp"
  | "dynamodb"
  | "events"
  | "execute-api"
  | "kms"
  | "s3"
  | "secretsmanager"
  | "ses"
  | "sqs";

/** How a service's requests are read and refused. */
export interface ServiceProtocol {
  readonly read: ReadAccesses;
  readonly answerRefusal: AnswerRefusal;
}

/** All of them, for the resources of the templates. */
export function guardedServices(
  facts: ResourceFacts,
): Readonly<Record<GuardedService, ServiceProtocol>> {
  return {
    "cognito-idp": { read: readCognitoAccesses, answerRefusal: answerJsonRefusal },
    dynamodb: { read: dynamoDbReader(facts), answerRefusal: answerJsonRefusal },
    events: { read: readEventBridgeAccesses, answerRefusal: answerJsonRefusal },
    "execute-api": { read: readManagementAccesses, answerRefusal: answerManagementRefusal },
    kms: { read: kmsReader(facts), answerRefusal: answerJsonRefusal },
    s3: { read: s3Reader(facts), answerRefusal: answerS3Refusal },
    secretsmanager: { read: secretsManagerReader(facts), answerRefusal: answerJsonRefusal },
    ses: { read: readSesAccesses, answerRefusal: answerJsonRefusal },
    sqs: { read: sqsReader(facts), answerRefusal: answerSqsRefusal },
  };
}
