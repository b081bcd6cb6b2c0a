import http from "node:http";
import { startFreshPlatform } from "./platform/start.ts";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
const platform = await startFreshPlatform();
try {
  const endpoint = platform.environment["AWS_ENDPOINT_URL_DYNAMODB"]!;
  const table = platform.environment["FLEET_TABLE"]!;
  const input = { TableName: table, Key: { pk: { S: "x" }, sk: { S: "NOTSTREAMED" } }, UpdateExpression: "SET a = :a", ExpressionAttributeValues: { ":a": { S: "b" } } };
  const agent = new http.Agent({ keepAlive: true });
  const u = new URL(endpoint);
  const body = JSON.stringify(input);
  const raw = () => new Promise<void>((resolve, reject) => {
    const r = http.request({ agent, host: u.hostname, port: u.port, method: "POST", path: "/", headers: { "x-amz-target": "DynamoDB_20120810.UpdateItem", "content-type": "application/x-amz-json-1.0", "authorization": "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=x", "x-amz-date": "20260101T000000Z", "content-length": Buffer.byteLength(body) } }, (res) => {
      let t = ""; res.setEncoding("utf8"); res.on("data", (c) => t += c); res.on("end", () => { if (res.statusCode !== 200) reject(new Error(t)); JSON.parse(t); resolve(); });
    });
    r.on("error", reject); r.end(body);
  });
  const creds = { credentials: { accessKeyId: "local", secretAccessKey: "local" }, region: "eu-west-1", endpoint };
  const c1 = new DynamoDBClient(creds);
  const sdk = () => c1.send(new UpdateItemCommand(input));
  const cases: Record<string, () => Promise<unknown>> = { sdk };
  for (let round = 0; round < 6; round++) for (const [name, f] of Object.entries(cases)) {
    const n = 1500;
    const c = process.cpuUsage(); const t = performance.now();
    for (let i = 0; i < n; i++) await f();
    const d = process.cpuUsage(c);
    console.log(name, "cpu", ((d.user + d.system) / 1000 / n).toFixed(3), "wall", ((performance.now() - t) / n).toFixed(3));
  }
} finally { await platform.stop(); }
