import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { keys } from "#adapters/dynamodb/keys.ts";
import { PERMISSIONS_OF_PROGRAMS } from "#domain/access/api-client-rules.ts";
import { type Permission, permissionEntry } from "#domain/access/permissions.ts";
import { putApiClient } from "#test/support/api-clients.ts";
import { mockAppClients } from "#test/support/app-clients.ts";
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

/** Programs of demo-a: what each may do. Duties that one must not unite are left out of the one that may do most. */
export const PROGRAMS: Readonly<Record<string, readonly Permission[]>> = {
  reader: PERMISSIONS_OF_PROGRAMS.filter((name) => permissionEntry(name).kind === "read"),
  worker: PERMISSIONS_OF_PROGRAMS.filter(
    (name) =>
      permissionEntry(name).kind !== "critical" &&
      !["audit:attest", "refunds:request"].includes(name),
  ),
};

export type Apart = Awaited<ReturnType<typeof startApart>>;

/** Two operators with one real thing of every kind each, and everybody who could try to reach the other one. */
export async function startApart() {
  const { mock } = startStaffAccounts();
  mockAppClients(mock);
  mockClient(SQSClient).on(SendMessageCommand).resolves({});
  const world = await startRestWorld();
  const kms = await startCredentialKey();
  const customer = aMember({ scope: "demo-a", subject: "customer", role: "customer" });
  await world.put("Directory", { ...keys.membership("demo-a", "customer"), ...customer });
  for (const [clientId, permissions] of Object.entries(PROGRAMS)) {
    await putApiClient(world, { clientId, permissions });
  }
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
