import { heldTokens } from "#adapters/dynamodb/held-tokens.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";

const chargingTable = environment("CHARGING_TABLE");

/** Blocks the charging tokens that a leaver held; one that was given to somebody else meanwhile stays. */
export async function blockTokens(leaver: {
  readonly context: TenantContext;
  readonly subject: string;
  /** References of the tokens. */
  readonly targets: readonly string[];
  readonly now: string;
}): Promise<void> {
  const { context, subject, targets, now } = leaver;
  const tokens = heldTokens(context, chargingTable);
  for (const tokenRef of targets) await tokens.block(tokenRef, subject, now);
}
