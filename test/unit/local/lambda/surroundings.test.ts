import { describe, expect, it } from "vitest";
import { createResolver } from "#local/assembly/resolver.ts";
import { functionDefinitions } from "#local/lambda/definitions.ts";
import { functionSurroundings } from "#local/lambda/surroundings.ts";
import { anAssembly, aStack } from "#test/support/local/template-assembly.ts";

const surroundings = functionSurroundings({
  dynamoDb: "http://127.0.0.1:1",
  sqs: "http://127.0.0.1:2",
  eventBridge: "http://127.0.0.1:3",
  secretsManager: "http://127.0.0.1:4",
  kms: "http://127.0.0.1:5",
  s3: "http://127.0.0.1:9",
  management: "http://127.0.0.1:6",
  sts: "http://127.0.0.1:7",
  psp: "http://127.0.0.1:8",
  ses: "http://127.0.0.1:12",
  cognito: "http://127.0.0.1:8",
  publicUrl: "http://localhost:8080",
});

const aTemplate = (properties: object) =>
  createResolver(
    anAssembly(
      aStack(
        "Stack",
        { Resources: { Fn: { Type: "AWS::Lambda::Function", Properties: { ...properties } } } },
        { "code.zip": "/assets/code" },
      ),
    ),
    String,
  );

describe("what a function is told", () => {
  it.each([
    ["https://d111111abcdef8.cloudfront.net", "http://localhost:8080"],
    ["https://abc123.execute-api.eu-west-1.amazonaws.com/v1", "http://127.0.0.1:6/abc123/v1"],
    [
      "https://sqs.eu-west-1.amazonaws.com/000000000000/timers",
      "http://127.0.0.1:2/000000000000/timers",
    ],
    [
      "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x",
      "http://localhost:8080/oidc/eu-west-1_x",
    ],
    [
      "https://chargeward-dev-api-0.auth.eu-west-1.amazoncognito.com/oauth2/token",
      "http://localhost:8080/oidc/chargeward-dev-api-0/oauth2/token",
    ],
    ["arn:aws:sqs:eu-west-1:000000000000:timers", "arn:aws:sqs:eu-west-1:000000000000:timers"],
  ])("turns %s into what listens here", (value, local) => {
    expect(surroundings.localUrl(value)).toBe(local);
  });

  it("is its own environment, the endpoints and the log level", () => {
    const resolver = aTemplate({
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Code: { S3Key: "code.zip" },
      Timeout: 10,
      MemorySize: 256,
      LoggingConfig: { LogFormat: "JSON", ApplicationLogLevel: "WARN" },
      Environment: { Variables: { TABLE: "fleet" } },
    });

    const [definition] = functionDefinitions(resolver, surroundings);

    expect(definition).toMatchObject({
      codeDirectory: "/assets/code",
      timeoutSeconds: 10,
      memoryMegabytes: 256,
      environment: {
        TABLE: "fleet",
        AWS_LAMBDA_LOG_LEVEL: "WARN",
        AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:1",
      },
    });
  });

  it("is who it is: each function has credentials of its own", () => {
    const resolver = aTemplate({ Runtime: "nodejs24.x", Code: { S3Key: "code.zip" } });

    const [definition] = functionDefinitions(resolver, {
      ...surroundings,
      credentialsOf: (functionName) => ({ AWS_ACCESS_KEY_ID: `key of ${functionName}` }),
    });

    expect(definition?.environment["AWS_ACCESS_KEY_ID"]).toBe("key of Stack-Fn");
  });

  it("is nothing for a function that CDK brings along for the deployment", () => {
    const resolver = aTemplate({ Runtime: "python3.13", Code: { S3Key: "code.zip" } });

    expect(functionDefinitions(resolver, surroundings)).toEqual([]);
  });

  it("stops at a function without an asset", () => {
    const resolver = aTemplate({ Runtime: "nodejs24.x", Code: { S3Key: "gone.zip" } });

    expect(() => functionDefinitions(resolver, surroundings)).toThrow(/Stack-Fn has no asset/);
  });
});
