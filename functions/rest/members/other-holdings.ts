import { apiClientStore } from "#adapters/dynamodb/api-client-store.ts";
import { approvalStore } from "#adapters/dynamodb/approval-store.ts";
import { heldTokens } from "#adapters/dynamodb/held-tokens.ts";
import { integrationStore } from "#adapters/dynamodb/integration-store.ts";
import { webhookStore } from "#adapters/dynamodb/webhook-store.ts";
import { isApiClientOver } from "#domain/access/api-client.ts";
import type { OtherHoldings } from "#domain/access/end-access.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { environment } from "#functions/shared/environment.ts";

/** More approvals than one person can have open at a time, four hours each. */
const NEWEST = 100;
const { directoryTable, securityTable } = accessTables;
const chargingTable = environment("CHARGING_TABLE");

/** What a leaver holds besides roles and grants. */
export async function otherHoldings(
  { context, subject }: { readonly context: TenantContext; readonly subject: string },
  now: string,
): Promise<OtherHoldings> {
  const [approvals, clients, tokenIds, ownedIds] = await Promise.all([
    approvalStore(context, securityTable).list(NEWEST, { state: "pending" }),
    apiClientStore(context, directoryTable).all(),
    heldTokens(context, chargingTable).heldBy(subject),
    ownedBy(subject, context),
  ]);
  const own = approvals.items.filter(({ maker }) => maker === subject);
  // Whoever made a program has its secret, and whoever answers for it may have been given it.
  const programs = clients.filter(
    (client) => [client.createdBy, client.owner].includes(subject) && !isApiClientOver(client, now),
  );
  return {
    approvalIds: own.map(({ approvalId }) => approvalId),
    clientIds: programs.map(({ clientId }) => clientId),
    tokenIds,
    ownedIds,
  };
}

/** Integrations and webhooks that name somebody as the one who answers for them. */
async function ownedBy(subject: string, context: TenantContext): Promise<readonly string[]> {
  const [integrations, webhooks] = await Promise.all([
    integrationStore(context, directoryTable).all(),
    webhookStore(context, directoryTable).all(),
  ]);
  const isTheirs = ({ owner }: { readonly owner: string }) => owner === subject;
  return [
    ...integrations.filter(isTheirs).map(({ integrationId }) => integrationId),
    ...webhooks.filter(isTheirs).map(({ webhookId }) => webhookId),
  ];
}
