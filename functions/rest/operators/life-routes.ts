import { exportStore } from "#adapters/dynamodb/export-store.ts";
import { operatorLife } from "#adapters/dynamodb/operator-life.ts";
import {
  offboardOperator,
  resumeOperator,
  suspendOperator,
} from "#contracts/rest/operator-life.ts";
import type { Operator } from "#domain/tenancy/operator.ts";
import { refuseOffboarding, resumption, suspension } from "#domain/tenancy/operator-life.ts";
import { enterFromAbove, type TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { type RestRoute, route } from "#functions/shared/rest-route.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";

const { directoryTable } = accessTables;
const lifeOf = (context: TenantContext) => operatorLife(context, directoryTable);

/** What only those above the operators do to one. Its items are reached with the rights of that one operator. */
export const lifeRoutes: readonly RestRoute[] = [
  route(suspendOperator, async ({ context: above, params, body, receivedAt }) => {
    const context = enterFromAbove(above, params.operatorId);
    return staffGate.actFor(params.operatorId, () =>
      changed(context, (operator) => suspension(operator, body.reason, receivedAt), receivedAt),
    );
  }),

  route(resumeOperator, async ({ context: above, params, receivedAt }) => {
    const context = enterFromAbove(above, params.operatorId);
    return staffGate.actFor(params.operatorId, () => changed(context, resumption, receivedAt));
  }),

  route(offboardOperator, async (request) => {
    const { params, body } = request;
    const { operatorId } = params;
    const context = enterFromAbove(request.context, operatorId);
    return staffGate.actFor(operatorId, async () => {
      const operator = await lifeOf(context).find();
      refuseOffboarding(operator);
      if ("exportId" in body) await exportStore(context, directoryTable).find(body.exportId);
      const payload = {
        operatorId,
        name: operator.name,
        suspendedAt: operator.suspendedAt,
        ...body,
      };
      const change = { action: "operator.offboard" } as const;
      const awaits = await askSecondPerson(
        { ...request, context },
        { change, payload },
        accessTables,
      );
      if (!awaits) throw new Error("nobody ends an operator alone");
      return awaits;
    });
  }),
];

async function changed(
  context: TenantContext,
  change: (operator: Operator) => object | undefined,
  now: string,
) {
  const before = await lifeOf(context).find();
  const fields = change(before);
  if (fields) await lifeOf(context).change(before, { ...fields }, now);
  const operator = fields ? await lifeOf(context).find() : before;
  const { operatorId, suspendedAt, suspendedBecause, version } = operator;
  const state = {
    operatorId,
    ...(suspendedAt !== undefined && { suspendedAt }),
    ...(suspendedBecause !== undefined && { suspendedBecause }),
    version,
  };
  return { body: state, version };
}
