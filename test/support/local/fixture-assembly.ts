import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { aTemporaryFolder } from "./function-folder.ts";

type Resources = Record<string, { readonly Type: string; readonly Properties?: object }>;

/** Bundles by name, as source text. */
const BUNDLES = {
  socket: `
    export const handler = async (event) => {
      const { routeKey, connectionId } = event.requestContext;
      if (routeKey === "$connect") {
        const { operator, charger } = event.queryStringParameters;
        const isKnown = event.headers["x-origin"] === process.env.ORIGIN_SECRET && operator === "op";
        return { statusCode: isKnown ? 200 : 404, headers: { "Sec-WebSocket-Protocol": "ocpp1.6" } };
      }
      return { statusCode: 200, body: JSON.stringify([3, JSON.parse(event.body)[1], { connectionId }]) };
    };`,
  rest: `
    export const handler = async (event) => ({
      statusCode: 200,
      body: JSON.stringify({ id: event.pathParameters.id, table: process.env.ITEMS_TABLE }),
    });`,
  // Keeps what it got in the log, where a test can read it. Fails what is marked so, once for each environment.
  witness: `
    let failed = false;
    export const handler = async (event) => {
      const seen = (event.Records ?? [event]).map((record) => record.dynamodb?.Keys.pk.S ?? record.body ?? record.detail?.name);
      if (seen.includes("fails-once") && !failed) { failed = true; throw new Error("once"); }
      console.log("seen " + JSON.stringify(seen));
      return { batchItemFailures: [] };
    };`,
} as const;

const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
const domainOf = (api: string) => ({
  "Fn::Join": ["", [{ Ref: api }, ".execute-api.", { Ref: "AWS::Region" }, ".amazonaws.com"]],
});

const table = (more: object = {}) => ({
  Type: "AWS::DynamoDB::Table",
  Properties: {
    AttributeDefinitions: ["pk", "sk"].map((AttributeName) => ({
      AttributeName,
      AttributeType: "S",
    })),
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    ...more,
  },
});

const DATA: Resources = {
  Directory: table(),
  Items: table({ StreamSpecification: { StreamViewType: "NEW_IMAGE" } }),
  Queue: { Type: "AWS::SQS::Queue" },
  Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "domain" } },
  Secret: { Type: "AWS::SecretsManager::Secret", Properties: { GenerateSecretString: {} } },
  Pool: { Type: "AWS::Cognito::UserPool" },
};

const exported = (name: string, value: object) => ({
  Value: value,
  Export: { Name: `Data:${name}` },
});
const imported = (name: string) => ({ "Fn::ImportValue": `Data:${name}` });

const OUTPUTS = {
  Directory: exported("Directory", { Ref: "Directory" }),
  Items: exported("Items", { Ref: "Items" }),
  Stream: exported("Stream", { "Fn::GetAtt": ["Items", "StreamArn"] }),
  Queue: exported("Queue", { "Fn::GetAtt": ["Queue", "Arn"] }),
  QueueUrl: exported("QueueUrl", { Ref: "Queue" }),
  Bus: exported("Bus", { Ref: "Bus" }),
  Secret: exported("Secret", { Ref: "Secret" }),
  Issuer: exported("Issuer", { "Fn::GetAtt": ["Pool", "ProviderURL"] }),
};

const secretValue = {
  "Fn::Join": ["", ["{{resolve:secretsmanager:", imported("Secret"), ":SecretString:::}}"]],
};

const functionOf = (bundle: keyof typeof BUNDLES, variables: object = {}) => ({
  Type: "AWS::Lambda::Function",
  Properties: {
    FunctionName: bundle,
    Runtime: "nodejs24.x",
    Handler: "index.handler",
    Code: { S3Key: `${bundle}.zip` },
    Timeout: 10,
    Role: { "Fn::GetAtt": ["Role", "Arn"] },
    Environment: { Variables: variables },
  },
});

const api = (protocol: "HTTP" | "WEBSOCKET", stage: string, name: string): Resources => ({
  [name]: {
    Type: "AWS::ApiGatewayV2::Api",
    Properties: { ProtocolType: protocol, RouteSelectionExpression: "$request.body.[2]" },
  },
  [`${name}Stage`]: {
    Type: "AWS::ApiGatewayV2::Stage",
    Properties: { ApiId: { Ref: name }, StageName: stage },
  },
});

const route = (apiName: string, key: string, functionName: string, name: string): Resources => ({
  [`${name}Integration`]: {
    Type: "AWS::ApiGatewayV2::Integration",
    Properties: {
      ApiId: { Ref: apiName },
      IntegrationUri: { "Fn::GetAtt": [functionName, "Arn"] },
    },
  },
  [name]: {
    Type: "AWS::ApiGatewayV2::Route",
    Properties: {
      ApiId: { Ref: apiName },
      RouteKey: key,
      Target: { "Fn::Join": ["/", ["integrations", { Ref: `${name}Integration` }]] },
    },
  },
});

const distribution = (domainName: object, more: object, originPath = "") => ({
  Type: "AWS::CloudFront::Distribution",
  Properties: {
    DistributionConfig: {
      Origins: [
        {
          Id: "origin",
          DomainName: domainName,
          OriginPath: originPath,
          OriginCustomHeaders: [{ HeaderName: "x-origin", HeaderValue: secretValue }],
        },
      ],
      DefaultCacheBehavior: {
        TargetOriginId: "origin",
        CachePolicyId: CACHING_DISABLED,
        OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
        ...more,
      },
    },
  },
});

/** What Lambda itself needs, to read from the stream and from the queue. */
const ROLE = {
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] },
    Policies: [
      {
        PolicyName: "Sources",
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["dynamodb:*", "sqs:*"],
              Resource: [imported("Stream"), imported("Queue")],
            },
          ],
        },
      },
    ],
  },
};

const APP: Resources = {
  Role: ROLE,
  Socket: functionOf("socket", { ORIGIN_SECRET: secretValue }),
  Rest: functionOf("rest", {
    DIRECTORY_TABLE: imported("Directory"),
    ITEMS_TABLE: imported("Items"),
    QUEUE_URL: imported("QueueUrl"),
    STAFF_ISSUER: imported("Issuer"),
  }),
  Witness: functionOf("witness"),
  ...api("WEBSOCKET", "v1", "Ocpp"),
  ...route("Ocpp", "$connect", "Socket", "Connect"),
  ...route("Ocpp", "Heartbeat", "Socket", "Heartbeat"),
  HeartbeatAnswer: {
    Type: "AWS::ApiGatewayV2::RouteResponse",
    Properties: { ApiId: { Ref: "Ocpp" }, RouteId: { Ref: "Heartbeat" } },
  },
  ...api("HTTP", "$default", "Http"),
  ...route("Http", "GET /v1/things/{id}", "Rest", "GetThing"),
  Path: {
    Type: "AWS::CloudFront::Function",
    Properties: {
      FunctionCode: `function handler(event) {
        const [, operator, charger] = event.request.uri.split("/");
        event.request.uri = "/";
        event.request.querystring = { operator: { value: operator }, charger: { value: charger } };
        return event.request;
      }`,
    },
  },
  OcppEdge: distribution(
    domainOf("Ocpp"),
    {
      FunctionAssociations: [
        { EventType: "viewer-request", FunctionARN: { "Fn::GetAtt": ["Path", "FunctionARN"] } },
      ],
    },
    "/v1",
  ),
  AppEdge: distribution(domainOf("Http"), {}),
  FromStream: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: {
      FunctionName: { Ref: "Witness" },
      EventSourceArn: imported("Stream"),
      StartingPosition: "TRIM_HORIZON",
    },
  },
  FromQueue: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: { FunctionName: { Ref: "Witness" }, EventSourceArn: imported("Queue") },
  },
  FromBus: {
    Type: "AWS::Events::Rule",
    Properties: {
      EventBusName: imported("Bus"),
      EventPattern: { source: ["test"] },
      Targets: [{ Arn: { "Fn::GetAtt": ["Witness", "Arn"] } }],
    },
  },
};

/** Writes a small cloud assembly of two stacks that has one of everything, and `more` resources; gives its directory. */
export function writeFixtureAssembly(more: Resources = {}): string {
  const directory = aTemporaryFolder();
  const write = (name: string, content: unknown) =>
    writeFileSync(join(directory, name), JSON.stringify(content));
  for (const [name, source] of Object.entries(BUNDLES)) {
    mkdirSync(join(directory, `asset.${name}`));
    writeFileSync(join(directory, `asset.${name}`, "index.mjs"), source);
  }
  const stacks = ["App", "Data"];
  write("manifest.json", {
    artifacts: Object.fromEntries(
      stacks.map((name) => [
        name,
        { type: "aws:cloudformation:stack", properties: { templateFile: `${name}.template.json` } },
      ]),
    ),
  });
  write("App.template.json", { Resources: { ...APP, ...more } });
  write("Data.template.json", { Resources: DATA, Outputs: OUTPUTS });
  write("App.assets.json", {
    files: Object.fromEntries(
      Object.keys(BUNDLES).map((name) => [
        name,
        {
          source: { path: `asset.${name}` },
          destinations: { here: { objectKey: `${name}.zip` } },
        },
      ]),
    ),
  });
  write("Data.assets.json", { files: {} });
  return directory;
}
