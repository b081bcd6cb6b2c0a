import { type VaultKey, vaultStore } from "#adapters/dynamodb/vault-store.ts";
import type { KeyRotation, RotationPart } from "#domain/privacy/key-rotation.ts";
import { environment } from "#functions/shared/environment.ts";
import { allDone } from "./all-done.ts";
import { BUDGET_MS } from "./budget.ts";

const AT_ONCE = 10;
const vault = vaultStore(environment("VAULT_TABLE"));

/** Does something with the operator's keys, in order, until time is up. The key of the blind indexes seals nothing. */
export async function everyKey(
  { operatorId, position }: KeyRotation,
  which: "all" | "sealing",
  work: (key: VaultKey) => Promise<void>,
): Promise<RotationPart> {
  const until = Date.now() + BUDGET_MS;
  let after = position;
  let keys = 0;
  do {
    const page = await vault.list(operatorId, AT_ONCE, after);
    const wanted = page.items.filter(({ purpose }) => which === "all" || purpose !== "index");
    await allDone(wanted.map(work));
    keys += wanted.length;
    after = page.after;
  } while (after !== undefined && Date.now() < until);
  return { counts: { keys }, ...(after !== undefined && { position: after }) };
}
