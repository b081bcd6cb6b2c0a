import { describe, expect, it } from "vitest";
import type { AwsRequest } from "#local/iam/access.ts";
import { parseAuthorization, signatureOf, signingKey } from "#local/iam/signature.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SCOPE = { date: "20150830", region: "us-east-1", service: "service" };

const request = (over: Partial<AwsRequest>): AwsRequest => ({
  method: "GET",
  url: "/",
  headers: { host: "example.amazonaws.com", "x-amz-date": "20150830T123600Z" },
  body: Buffer.alloc(0),
  ...over,
});

function signatureIn(example: AwsRequest, signedHeaders: readonly string[]): string {
  const key = signingKey(SECRET, SCOPE);
  return signatureOf(key, { ...SCOPE, signedHeaders }, example).toString("hex");
}

describe("a Signature Version 4", () => {
  it("is that of AWS's own example of a plain request", () => {
    expect(signatureIn(request({}), ["host", "x-amz-date"])).toBe(
      "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    );
  });

  it("is that of AWS's own example with a query, whatever its order", () => {
    const expected = "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500";

    for (const url of ["/?Param2=value2&Param1=value1", "/?Param1=value1&Param2=value2"]) {
      expect(signatureIn(request({ url }), ["host", "x-amz-date"])).toBe(expected);
    }
  });

  it("is that of AWS's own example of a form", () => {
    const form = request({
      method: "POST",
      headers: {
        host: "example.amazonaws.com",
        "x-amz-date": "20150830T123600Z",
        "content-type": "application/x-www-form-urlencoded",
      },
      body: Buffer.from("Param1=value1"),
    });

    expect(signatureIn(form, ["content-type", "host", "x-amz-date"])).toBe(
      "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    );
  });

  it("changes with the path, the method, the body and a signed header", () => {
    const names = ["host", "x-amz-date"];

    const signatures = [
      request({}),
      request({ url: "/other" }),
      request({ method: "DELETE" }),
      request({ body: Buffer.from("x") }),
      request({ headers: { host: "other", "x-amz-date": "20150830T123600Z" } }),
    ].map((each) => signatureIn(each, names));

    expect(new Set(signatures).size).toBe(signatures.length);
  });
});

describe("an Authorization header", () => {
  it("tells whose key signed what", () => {
    const signature = "a".repeat(64);

    const header = parseAuthorization(
      `AWS4-HMAC-SHA256 Credential=ASIA2222222222222222/20260102/eu-west-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
    );

    expect(header).toEqual({
      accessKeyId: "ASIA2222222222222222",
      date: "20260102",
      region: "eu-west-1",
      service: "dynamodb",
      signedHeaders: ["host", "x-amz-date"],
      signature,
    });
  });

  it.each(["", "Bearer x", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=local"])(
    "is not read from %j",
    (authorization) => {
      expect(parseAuthorization(authorization)).toBeUndefined();
    },
  );
});
