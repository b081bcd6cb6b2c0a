import { accessRecordStore } from "#adapters/dynamodb/access-record-store.ts";
import { approvalPolicyStore } from "#adapters/dynamodb/approval-policy-store.ts";
import { approvalStore } from "#adapters/dynamodb/approval-store.ts";
import {
  approveRequest,
  changeApprovalPolicy,
  listAccessRecords,
  listApprovals,
  readApproval,
  readApprovalPolicy,
  refuseRequest,
  withdrawRequest,
} from "#contracts/rest/approvals.ts";
import { checkedPolicy, loosens } from "#domain/access/approval-policy.ts";
import { approve, refuse, withdraw } from "#domain/access/approvals.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { approvalReply } from "#functions/shared/approval-reply.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { platformRoutes } from "./platform-routes.ts";
import { changedPolicy, policyReply } from "./policy-reply.ts";
import { step } from "./step.ts";

const tables = {
  directoryTable: environment("DIRECTORY_TABLE"),
  securityTable: environment("SECURITY_TABLE"),
};
const storeOf = (context: TenantContext) => approvalStore(context, tables.securityTable);

export const handler = restHandler(
  [
    route(listApprovals, async ({ context, query, receivedAt }) => {
      const list = listOf(context, "approvals", query);
      const { limit, state } = query;
      const page = await storeOf(context).list(limit, { state, after: placeIn(list, query) });
      const items = page.items.map((approval) => approvalReply(approval, receivedAt));
      return { body: { items, ...nextCursor(list, page) } };
    }),

    route(readApproval, async ({ context, params, receivedAt }) => {
      const approval = await storeOf(context).find(params.approvalId);
      return { body: approvalReply(approval, receivedAt) };
    }),

    route(approveRequest, (request) =>
      step(request, storeOf(request.context), (approval) =>
        approve(approval, {
          checker: request.context.standing,
          payloadHash: request.body.payloadHash,
          now: request.receivedAt,
        }),
      ),
    ),

    route(refuseRequest, (request) =>
      step(request, storeOf(request.context), (approval) =>
        refuse(approval, {
          checker: request.context.standing,
          payloadHash: request.body.payloadHash,
          now: request.receivedAt,
        }),
      ),
    ),

    route(withdrawRequest, (request) =>
      step(request, storeOf(request.context), (approval) =>
        withdraw(approval, request.context.subject, request.receivedAt),
      ),
    ),

    route(listAccessRecords, async ({ context, query }) => {
      const list = listOf(context, "access records", query);
      const store = accessRecordStore(context, tables.securityTable);
      const page = await store.list(query.limit, placeIn(list, query));
      return { body: { items: [...page.items], ...nextCursor(list, page) } };
    }),

    route(readApprovalPolicy, async ({ context }) => {
      const stored = await approvalPolicyStore(context, tables.directoryTable).find();
      return { body: policyReply(stored), version: stored.version };
    }),

    route(changeApprovalPolicy, async (request) => {
      const { context, body, headers, receivedAt } = request;
      const store = approvalPolicyStore(context, tables.directoryTable);
      const before = await store.find();
      checkIfMatch(headers["if-match"], before.version);
      const policy = checkedPolicy(changedPolicy(before.policy, body.actions));
      if (loosens(before.policy, policy)) {
        const change = { action: "approvals.loosen-policy" } as const;
        const payload = { version: before.version, policy };
        const awaits = await askSecondPerson(request, { change, payload }, tables);
        if (awaits) return awaits;
      }
      await store.change(before, policy, receivedAt);
      const stored = await store.find();
      return { body: policyReply(stored), version: stored.version };
    }),
    ...platformRoutes,
  ],
  staffGate,
);
