import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { keys } from "#adapters/dynamodb/keys.ts";
import { PERMISSIONS_OF_PROGRAMS } from "#domain/access/api-client-rules.ts";
import { BUILT_IN_ROLES } from "#domain/access/built-in-roles.ts";
import type { Grant, GrantedRight } from "#domain/access/grants.ts";
import type { Member } from "#domain/access/member.ts";
import { type Permission, permissionEntry } from "#domain/access/permissions.ts";
import { putApiClient } from "#test/support/api-clients.ts";
import { mockAppClients } from "#test/support/app-clients.ts";
import { startAuditBucket } from "#test/support/audit/bucket.ts";
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

/** Holders of rights in demo-a that are no built-in role. */
export const OTHER_HOLDERS: Readonly<Record<string, OtherHolder>> = {
  "a role of the operator's own": {
    subject: "fitter",
    permissions: ["chargers:read"],
  },
  "a grant of a role's rights": {
    subject: "grantee",
    permissions: BUILT_IN_ROLES.find(({ roleId }) => roleId === "support")?.permissions ?? [],
  },
  "a grant of single rights": {
    subject: "helper",
    permissions: ["sites:write", "tariffs:read"],
  },
};

interface OtherHolder {
  readonly subject: string;
  readonly permissions: readonly Permission[];
}

const inADay = () => new Date(Date.now() + 86_400_000).toISOString();

/** Somebody with no role, who was granted something for a day. */
function grantee(subject: string, right: GrantedRight): Member {
  const startsAt = "2026-01-01T00:00:00.000Z";
  const grantId = `grant-of-${subject}`;
  const grant: Grant = {
    grantId,
    operatorId: "demo-a",
    subject,
    right,
    kind: "base",
    startsAt,
    reason: "Tests",
    requestedBy: "admin",
    requestedAt: startsAt,
    approvedBy: "security-officer",
    approvedAt: startsAt,
    endsAt: inADay(),
  };
  const member = aMember({ scope: "demo-a", subject, role: "" });
  return { ...member, assignments: [], grants: { [grantId]: grant } };
}

export type Apart = Awaited<ReturnType<typeof startApart>>;

/** Two operators with one real thing of every kind each, and everybody who could try to reach the other one. */
export async function startApart() {
  const { mock } = startStaffAccounts();
  mockAppClients(mock);
  mockClient(SQSClient).on(SendMessageCommand).resolves({});
  const world = await startRestWorld();
  const kms = await startCredentialKey();
  const bucket = await startAuditBucket();
  const customer = aMember({ scope: "demo-a", subject: "customer", role: "customer" });
  await world.put("Directory", { ...keys.membership("demo-a", "customer"), ...customer });
  for (const [clientId, permissions] of Object.entries(PROGRAMS)) {
    await putApiClient(world, { clientId, permissions });
  }
  const own = await makeThings(world, { operatorId: "demo-a", mark: "a", admin: "admin" });
  const others: readonly Member[] = [
    aMember({ scope: "demo-a", subject: "fitter", role: "a-fitter" }),
    grantee("grantee", { roleId: "support" }),
    grantee("helper", { permissions: ["sites:write", "tariffs:read"] }),
  ];
  for (const member of others) {
    await world.put("Directory", { ...keys.membership("demo-a", member.subject), ...member });
  }
  const foreign = await makeThings(world, { operatorId: "demo-b", mark: "b", admin: "neighbour" });
  return {
    world,
    own,
    foreign,
    async stop() {
      await bucket.stop();
      await kms.stop();
      await world.stop();
    },
  };
}
