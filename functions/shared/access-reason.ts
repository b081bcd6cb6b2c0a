import type { AccessRecord } from "#adapters/dynamodb/access-record-store.ts";
import type { Operation } from "#contracts/rest/operation.ts";
import { showsPersonalData } from "#contracts/rest/personal-data.ts";
import { decide } from "#domain/access/decide.ts";
import { isPermission } from "#domain/access/permissions.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { invalid } from "./rest-request.ts";

const HEADER = "x-access-reason";
const SHORTEST = 8;
const LONGEST = 500;

/** Somebody who is about to see something of an operator. */
export interface Look {
  readonly operation: Operation;
  readonly context: TenantContext;
  readonly params: unknown;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly receivedAt: string;
}

/**
 * Demands a reason of whoever reads an operator's personal data by a right that stands above the operators, and of
 * everybody where the operation says so; it is taken down before anything is shown. Throws `request.invalid` without one.
 */
export function noteAccessFromAbove(
  record: (context: TenantContext, access: AccessRecord) => Promise<void>,
) {
  return async (look: Look): Promise<void> => {
    const { operation, context, headers, receivedAt: at } = look;
    const isAsked =
      operation.demandsReason === true || (showsPersonalData(operation) && comesFromAbove(look));
    if (!isAsked) return;
    const { operatorId, subject, requestId } = context;
    const { operationId } = operation;
    const target = look.params as Readonly<Record<string, string>>;
    const reason = reasonOf(headers);
    await record(context, { operatorId, subject, operationId, target, reason, requestId, at });
  };
}

/** True where none of the rights by which it is permitted is the operator's own. */
function comesFromAbove({ operation, context, receivedAt: now }: Look): boolean {
  const { permission } = operation;
  if (!isPermission(permission)) return false;
  const siteId = context.sites === "everywhere" ? undefined : context.sites[0];
  const question = { permission, now, ...(siteId !== undefined && { siteId }) };
  const { because } = decide(context.standing, question);
  return because.every((reason) => "scope" in reason && reason.scope === PLATFORM_SCOPE);
}

function reasonOf(headers: Look["headers"]): string {
  const reason = headers[HEADER]?.trim() ?? "";
  if (reason.length >= SHORTEST && reason.length <= LONGEST) return reason;
  throw invalid({
    in: "header",
    pointer: "/X-Access-Reason",
    detail: `You look at personal data: say why, in ${SHORTEST} to ${LONGEST} characters`,
  });
}
