import { arnOf } from "../../assembly/place.ts";
import type { Access, Context, ReadAccesses } from "../access.ts";
import type { ResourceFacts } from "../resources.ts";
import { type JsonObject, readJsonRequest, textOf, unknownOperation } from "./json-request.ts";
import { keyUse } from "./key-use.ts";

const OPERATIONS = new Set(["DescribeSecret", "GetSecretValue"]);

/** Reads Secrets Manager's requests; reading a value decrypts it with the secret's key. */
export function secretsManagerReader({
  secretKeyArns,
}: Pick<ResourceFacts, "secretKeyArns">): ReadAccesses {
  return (request) => {
    const { operation, input } = readJsonRequest(request, "secretsmanager");
    if (!OPERATIONS.has(operation)) throw unknownOperation("Secrets Manager", operation);
    const secretId = textOf(input, "SecretId");
    const resource = secretId.startsWith("arn:")
      ? secretId
      : arnOf("secretsmanager", `secret:${secretId}`);
    const access: Access = {
      action: `secretsmanager:${operation}`,
      resource,
      context: () => contextOf(input, resource),
    };
    const keyArn = secretKeyArns.get(resource);
    if (keyArn === undefined || operation !== "GetSecretValue") return [access];
    return [access, keyUse("secretsmanager", "Decrypt", keyArn, { SecretARN: resource })];
  };
}

function contextOf(input: JsonObject, secretArn: string): Context {
  const { VersionId: versionId, VersionStage: versionStage } = input;
  return {
    "secretsmanager:SecretId": secretArn,
    ...(typeof versionId === "string" && { "secretsmanager:VersionId": versionId }),
    ...(typeof versionStage === "string" && { "secretsmanager:VersionStage": versionStage }),
  };
}
