import * as z from "zod";
import { approvalView } from "./approval-view.ts";
import { inOperator, noQuery } from "./fields.ts";
import { operation } from "./operation.ts";

const path = "/v1/operators/{operatorId}/customer-key";
const tag = "Keys";

const keyArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]{1,64}$/, "the ARN of a KMS key")
  .meta({
    example: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  });

export const setCustomerKey = operation({
  operationId: "setCustomerKey",
  method: "POST",
  path,
  tag,
  summary: "Let the operator's own KMS key wrap its data keys",
  description:
    "The key is tried first. Always answers 202: a second person must approve it. It wraps what is made from then on; a rotation of the kind `rewrap` moves the keys that there are.",
  permission: "security:write",
  params: inOperator,
  query: noQuery,
  body: z.strictObject({ keyArn }).meta({ id: "NewCustomerKey" }),
  reply: approvalView,
  statuses: [202],
  mayNeedApproval: true,
});

export const removeCustomerKey = operation({
  operationId: "removeCustomerKey",
  method: "DELETE",
  path,
  tag,
  summary: "Let the platform's KMS key wrap data keys again",
  description:
    "Always answers 202. A rotation of the kind `rewrap` moves the keys that there are; until it is done the operator's key is still needed.",
  permission: "security:write",
  params: inOperator,
  query: noQuery,
  reply: approvalView,
  statuses: [202],
  mayNeedApproval: true,
});

export const customerKeyOperations = [setCustomerKey, removeCustomerKey] as const;
