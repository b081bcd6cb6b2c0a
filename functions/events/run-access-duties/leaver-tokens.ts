import { tokenStore } from "#adapters/dynamodb/token-store.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";

const chargingTable = environment("CHARGING_TABLE");

/** Blocks the charging tokens that a leaver held; one that was given to somebody else meanwhile stays. */
export async function blockTokens(leaver: {
  readonly context: TenantContext;
  readonly subject: string;
  /** Ids of the tokens. */
  readonly targets: readonly string[];
  readonly now: string;
}): Promise<void> {
  const store = tokenStore(leaver.context, chargingTable);
  for (const tokenId of leaver.targets) {
    try {
      const before = await store.find(tokenId);
      if (before.status === "blocked" || before.heldBy !== leaver.subject) continue;
      await store.change(before, { status: "blocked" }, leaver.now);
    } catch (error) {
      const isGone = error instanceof DomainError && error.code === "token.not-found";
      if (!isGone) throw error;
    }
  }
}
