import { apiClientStore } from "#adapters/dynamodb/api-client-store.ts";
import { approvalStore } from "#adapters/dynamodb/approval-store.ts";
import { isApiClientOver } from "#domain/access/api-client.ts";
import { withdraw } from "#domain/access/approvals.ts";
import type { LeaverStepName } from "#domain/access/leaver.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { apps } from "./ended-programs.ts";
import { disableAccount, endSignIns } from "./leaver-account.ts";
import { blockTokens } from "./leaver-tokens.ts";

interface Leaver {
  readonly context: TenantContext;
  readonly subject: string;
  /** Ids of what the step is about. */
  readonly targets: readonly string[];
  readonly now: string;
}

/** How the system does a step of a leaver's checklist; doing it again changes nothing. What is not here a person does. */
export const LEAVER_WORK: Readonly<
  Partial<Record<LeaverStepName, (leaver: Leaver) => Promise<void>>>
> = {
  "disable-account": disableAccount,
  "revoke-sessions": endSignIns,
  "revoke-api-clients": revokeApiClients,
  "block-tokens": blockTokens,
  "withdraw-approvals": withdrawApprovals,
};

async function revokeApiClients({ context, targets, now }: Leaver): Promise<void> {
  const store = apiClientStore(context, accessTables.directoryTable);
  const clients = (await store.all()).filter(({ clientId }) => targets.includes(clientId));
  for (const before of clients) {
    if (isApiClientOver(before, now)) continue;
    await store.change(before, { revokedAt: now, revokedBy: context.subject }, now);
  }
  for (const { clientId } of clients) await apps.remove(clientId);
}

async function withdrawApprovals({ context, subject, targets, now }: Leaver): Promise<void> {
  const store = approvalStore(context, accessTables.securityTable);
  for (const approvalId of targets) {
    const before = await store.find(approvalId);
    try {
      await store.decide(before, withdraw(before, subject, now));
    } catch (error) {
      // Somebody has decided it meanwhile, or its time is over.
      if (!(error instanceof DomainError)) throw error;
    }
  }
}
