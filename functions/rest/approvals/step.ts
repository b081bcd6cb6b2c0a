import type { approvalStore } from "#adapters/dynamodb/approval-store.ts";
import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import type { Approval } from "#domain/access/approval.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { approvalReply } from "#functions/shared/approval-reply.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";

const signals = signalStore(environment("SECURITY_TABLE"));

interface StepRequest {
  readonly context: TenantContext;
  readonly params: { readonly approvalId: string };
  readonly receivedAt: string;
}

/** Takes one step of an approval and stores it; an attempt that the rules refuse leaves a security signal. */
export async function step(
  { context, params, receivedAt }: StepRequest,
  store: ReturnType<typeof approvalStore>,
  take: (approval: Approval) => Approval,
) {
  const before = await store.find(params.approvalId);
  try {
    const after = take(before);
    await store.decide(before, after);
    return { body: approvalReply(after, receivedAt) };
  } catch (error) {
    if (error instanceof DomainError) await note(error, { context, params, receivedAt });
    throw error;
  }
}

/** The refusal stands whether or not it could be taken down. */
async function note(refusal: DomainError, { context, params, receivedAt: at }: StepRequest) {
  const { operatorId, subject, requestId } = context;
  const evidence = { approvalId: params.approvalId, requestId, code: refusal.code };
  const kind = "access.approval-attempt-refused";
  try {
    await signals.recordSignal({ operatorId, kind, subject, evidence, at }, { distinct: true });
  } catch {
    logger.error("signal not taken down", { kind });
  }
}
