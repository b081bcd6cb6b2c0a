import { randomBytes } from "node:crypto";
import { approvalPolicyStore } from "#adapters/dynamodb/approval-policy-store.ts";
import { approvalStore } from "#adapters/dynamodb/approval-store.ts";
import { requestApproval } from "#domain/access/approval.ts";
import { approvalDemanded, type Change } from "#domain/access/is-critical.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { approvalHash } from "./approval-hash.ts";
import { approvalReply } from "./approval-reply.ts";
import { changeReasonOf, LONGEST_CHANGE_REASON } from "./change-reason.ts";
import { invalid } from "./rest-request.ts";
import type { AwaitsApproval } from "./rest-route.ts";

interface Asked {
  readonly context: TenantContext;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly receivedAt: string;
}

interface ApprovalTables {
  readonly directoryTable: string;
  readonly securityTable: string;
}

/**
 * Asks for a second person where the operator's policy demands one for this change: then nothing is done yet, and the
 * answer is the approval, bound to exactly this payload. Undefined where the caller may do it alone. Throws
 * `request.invalid` where a reason is missing, and `access.forbidden` for a program: its maker could be the second person.
 */
export async function askSecondPerson(
  asked: Asked,
  { change, payload }: { readonly change: Change; readonly payload: object },
  tables: ApprovalTables,
): Promise<AwaitsApproval | undefined> {
  const { context, headers, receivedAt } = asked;
  const { policy } = await approvalPolicyStore(context, tables.directoryTable).find();
  const requiredPermission = approvalDemanded(change, policy);
  if (requiredPermission === undefined) return undefined;
  if (context.standing.client) {
    throw new DomainError("access.forbidden", "This takes two people, and no program.", {
      reasons: ["A program asks for no second person."],
    });
  }

  const reason = reasonOf(headers);
  const { operatorId, subject: maker } = context;
  const random = randomBytes(COMMAND_ID_RANDOM_BYTES);
  const approvalId = newCommandId(Date.parse(receivedAt), random);
  const bound = { approvalId, operatorId, action: change.action, payload };
  const payloadHash = approvalHash(bound);
  const approval = requestApproval(
    { ...bound, payloadHash, maker, reason, requiredPermission },
    receivedAt,
  );
  await approvalStore(context, tables.securityTable).create(approval);
  const isAbove = operatorId === PLATFORM_SCOPE;
  const scopePath = isAbove ? "/v1/platform" : `/v1/operators/${operatorId}`;
  return {
    status: 202,
    body: approvalReply(approval, receivedAt),
    headers: { location: `${scopePath}/approvals/${approvalId}` },
  };
}

function reasonOf(headers: Asked["headers"]): string {
  const reason = changeReasonOf(headers);
  if (reason !== undefined) return reason;
  throw invalid({
    in: "header",
    pointer: "/X-Change-Reason",
    detail: `This needs a second person: say why, in at most ${LONGEST_CHANGE_REASON} characters`,
  });
}
