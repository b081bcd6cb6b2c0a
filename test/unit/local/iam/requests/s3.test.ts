import { describe, expect, it } from "vitest";
import { s3Reader } from "#local/iam/requests/s3.ts";
import { KEY_ARN } from "../builders.ts";

const read = s3Reader({ bucketKeyArns: new Map([["sealed", KEY_ARN]]) });
const accesses = (method: string, url: string) =>
  read({ method, url, headers: {}, body: Buffer.alloc(0) }).map(
    ({ action, resource, context, through }) => ({ action, resource, context: context(), through }),
  );

describe("S3", () => {
  it.each([
    ["PUT", "s3:PutObject", "kms:GenerateDataKey"],
    ["GET", "s3:GetObject", "kms:Decrypt"],
  ])("asks for the key of an encrypted bucket by way of S3, to %s", (method, action, keyAction) => {
    const needed = accesses(method, "/sealed/demo/anchors/day");

    expect(needed).toMatchObject([
      { action, resource: "arn:aws:s3:::sealed/demo/anchors/day" },
      {
        action: keyAction,
        resource: KEY_ARN,
        through: "s3",
        context: {
          "kms:ViaService": "s3.eu-west-1.amazonaws.com",
          "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::sealed",
        },
      },
    ]);
  });

  it("asks for no key to list, and none for a bucket without one", () => {
    const listing = accesses("GET", "/sealed?list-type=2&prefix=demo%2F");
    const open = accesses("GET", "/open/thing");

    expect(listing).toMatchObject([
      {
        action: "s3:ListBucket",
        resource: "arn:aws:s3:::sealed",
        context: { "s3:prefix": "demo/" },
      },
    ]);
    expect(open).toMatchObject([{ action: "s3:GetObject" }]);
    expect(open).toHaveLength(1);
  });
});
