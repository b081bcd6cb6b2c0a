import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { keys } from "#adapters/dynamodb/keys.ts";
import { startCredentialKey } from "#test/support/kms.ts";
import { aMember } from "#test/support/members.ts";
import { startRestWorld } from "#test/support/rest-world.ts";
import { startStaffAccounts } from "#test/support/staff-accounts.ts";
import { makeThings } from "./things.ts";

/** Holders of every built-in role in demo-a, by role; `root` stands above the operators. */
export const PEOPLE: Readonly<Record<string, string>> = {
  "system-admin": "root",
  "operator-admin": "admin",
  "operator-viewer": "viewer",
  support: "support",
  technician: "technician",
  finance: "finance",
  "security-officer": "security-officer",
  "data-protection-officer": "data-protection-officer",
  auditor: "auditor",
  partner: "partner",
  customer: "customer",
};

export type Apart = Awaited<ReturnType<typeof startApart>>;

/** Two operators with one real thing of every kind each, and everybody who could try to reach the other one. */
export async function startApart() {
  startStaffAccounts();
  mockClient(SQSClient).on(SendMessageCommand).resolves({});
  const world = await startRestWorld();
  const kms = await startCredentialKey();
  const customer = aMember({ scope: "demo-a", subject: "customer", role: "customer" });
  await world.put("Directory", { ...keys.membership("demo-a", "customer"), ...customer });
  const own = await makeThings(world, { operatorId: "demo-a", mark: "a", admin: "admin" });
  const foreign = await makeThings(world, { operatorId: "demo-b", mark: "b", admin: "neighbour" });
  return {
    world,
    own,
    foreign,
    async stop() {
      await kms.stop();
      await world.stop();
    },
  };
}
