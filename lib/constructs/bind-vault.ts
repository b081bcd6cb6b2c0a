import type { Foundation } from "../foundation.ts";
import { VAULT_USES, vaultAccesses } from "../vault-uses.ts";
import type { PlatformFunction } from "./platform-function.ts";
import type { VaultKey } from "./vault-key.ts";

/** Lets a function of chargers or events use the data keys that lib/vault-uses.ts gives it, if any. */
export function bindVault(handler: PlatformFunction, { tables }: Foundation, key: VaultKey): void {
  const use = VAULT_USES[handler.bundle];
  if (!use) return;
  handler.bindTable(tables, "Vault", vaultAccesses(use));
  handler.setVariable("VAULT_KEY_ARN", key.keyArn);
  key.allowUse(handler.lambda, use);
}
