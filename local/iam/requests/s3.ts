import { operationOf, placeOf } from "../../s3/s3-request.ts";
import type { Access, ReadAccesses } from "../access.ts";
import type { ResourceFacts } from "../resources.ts";
import { unknownOperation } from "./json-request.ts";
import { keyUse } from "./key-use.ts";

/** Reads S3's requests; what a bucket's key must do for them is asked of the same caller. */
export function s3Reader({ bucketKeyArns }: Pick<ResourceFacts, "bucketKeyArns">): ReadAccesses {
  return ({ method, url, headers }) => {
    const { bucket, key, query } = placeOf(url);
    const operation = operationOf({ method, query, ...(key !== undefined && { key }) });
    if (!operation) throw unknownOperation("S3", `${method} of this path`);
    const bucketArn = `arn:aws:s3:::${bucket}`;
    const prefix = query.get("prefix");
    const main: Access = {
      action: `s3:${actionOf(operation.action, query)}`,
      resource: key === undefined ? bucketArn : `${bucketArn}/${key}`,
      context: () => (prefix === null ? {} : { "s3:prefix": prefix }),
    };
    const bypass: readonly Access[] =
      headers["x-amz-bypass-governance-retention"] === "true"
        ? [{ ...main, action: "s3:BypassGovernanceRetention" }]
        : [];
    const keyArn = bucketKeyArns.get(bucket);
    const keyAction = KEY_ACTIONS[operation.name];
    if (keyArn === undefined || keyAction === undefined) return [main, ...bypass];
    // A bucket's own key is asked for in the bucket's name, not in each object's.
    return [main, ...bypass, keyUse("s3", keyAction, keyArn, { "aws:s3:arn": bucketArn })];
  };
}

const KEY_ACTIONS: Readonly<Record<string, "Decrypt" | "GenerateDataKey">> = {
  PutObject: "GenerateDataKey",
  GetObject: "Decrypt",
  HeadObject: "Decrypt",
};

function actionOf(action: string, query: URLSearchParams): string {
  const ofVersion = query.has("versionId");
  if (action === "GetObject" && ofVersion) return "GetObjectVersion";
  if (action === "DeleteObject" && ofVersion) return "DeleteObjectVersion";
  return action;
}
