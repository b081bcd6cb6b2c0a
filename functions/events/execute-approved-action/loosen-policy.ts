import * as z from "zod";
import { approvalPolicyStore } from "#adapters/dynamodb/approval-policy-store.ts";
import { choice } from "#contracts/rest/approvals.ts";
import { type ApprovalPolicy, checkedPolicy } from "#domain/access/approval-policy.ts";
import { DomainError } from "#domain/errors.ts";
import type { CarryOut } from "./approved-action.ts";

const payloadOf = z.strictObject({
  version: z.int(),
  policy: z.record(z.string(), choice),
});

/** Demands a second person less often than before. */
export function carryOutLooserPolicy(directoryTable: string): CarryOut {
  return async ({ context, payload, closing, now }) => {
    const { version, policy } = payloadOf.parse(payload);
    const store = approvalPolicyStore(context, directoryTable);
    const before = await store.find();
    if (before.version !== version) {
      throw new DomainError("version.conflict", "The policy was changed since this was asked for.");
    }
    await store.change(before, checkedPolicy(policy as ApprovalPolicy), now, [closing]);
  };
}
