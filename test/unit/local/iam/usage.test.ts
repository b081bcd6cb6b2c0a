import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Decision } from "#local/iam/simulate.ts";
import { startUsage, type UsageLine } from "#local/iam/usage.ts";
import { access, FLEET_ARN, session } from "./builders.ts";

const ALLOWED: Decision = { outcome: "allowed", statements: ["Policy#3"] };
const DENIED: Decision = { outcome: "denied", statements: [] };
const READER = session("Reader");

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chargeward-usage-"));
  file = join(folder, "iam-usage.jsonl");
});
afterEach(() => rm(folder, { recursive: true }));

async function lines(): Promise<readonly UsageLine[]> {
  const text = await readFile(file, "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("the usage file", () => {
  it("counts which statement granted what to which role, and which calls were denied", async () => {
    const usage = startUsage(file);

    usage.record(READER, access("dynamodb:GetItem", FLEET_ARN), ALLOWED);
    usage.record(READER, access("dynamodb:GetItem", FLEET_ARN), ALLOWED);
    usage.record(READER, access("dynamodb:PutItem", FLEET_ARN), DENIED);
    await usage.stop();

    expect(await lines()).toEqual([
      {
        at: expect.any(String),
        outcome: "allowed",
        role: "Reader",
        statement: "Policy#3",
        action: "dynamodb:GetItem",
        resource: FLEET_ARN,
        calls: 2,
      },
      {
        at: expect.any(String),
        outcome: "denied",
        role: "Reader",
        action: "dynamodb:PutItem",
        resource: FLEET_ARN,
        calls: 1,
      },
    ]);
  });

  it("is appended to, and is for its owner only", async () => {
    const usage = startUsage(file);
    usage.record(READER, access("dynamodb:GetItem", FLEET_ARN), ALLOWED);
    await usage.flush();

    usage.record(READER, access("dynamodb:GetItem", FLEET_ARN), ALLOWED);
    await usage.stop();

    expect((await lines()).map(({ calls }) => calls)).toEqual([1, 1]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("holds no key and no connection of a request", async () => {
    const usage = startUsage(file);
    const api = "arn:aws:execute-api:eu-west-1:000000000000:abc/v1/POST/@connections";

    usage.record(READER, access("execute-api:ManageConnections", `${api}/L0SM9c`), ALLOWED);
    usage.record(READER, access("dynamodb:GetItem", "t", { "dynamodb:LeadingKeys": ["demo-a"] }), {
      ...ALLOWED,
    });
    await usage.stop();

    expect((await lines()).map(({ resource }) => resource)).toEqual([`${api}/*`, "t"]);
    expect(JSON.stringify(await lines())).not.toMatch(/demo-a|L0SM9c/);
  });
});
