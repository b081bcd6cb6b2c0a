import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import type { Member } from "#domain/access/member.ts";
import type { RoleDefinition } from "#domain/access/role-definition.ts";
import type { SecuritySignal, SignalKind } from "#domain/access/security-signal.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";

/** What is to be looked through in one operator, or among those above the operators. */
export interface Duty {
  readonly context: TenantContext;
  readonly members: readonly Member[];
  readonly ownRoles: readonly RoleDefinition[];
  /** ISO 8601 UTC. */
  readonly now: string;
}

const signals = signalStore(accessTables.securityTable);

/** Takes something down once, however often it is found: `at` is the moment since when it is so. */
export async function signalOnce(
  { context }: Duty,
  kind: SignalKind,
  signal: Pick<SecuritySignal, "at" | "evidence" | "subject">,
): Promise<void> {
  const { operatorId } = context;
  await signals.recordSignal({ ...signal, kind, operatorId }, { distinct: true });
}
