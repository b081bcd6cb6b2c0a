import { DomainError } from "#domain/errors.ts";
import type { FieldPlace, KeyName } from "#domain/privacy/sealer.ts";
import { type VaultKey, vaultStore } from "../dynamodb/vault-store.ts";
import { sealedBy } from "./envelope.ts";
import { fieldSealer } from "./field-sealer.ts";
import type { KeyRing } from "./key-ring.ts";

/** A sealed text under the newest key of its owner; one under an older key, with what takes its place; one that nothing opens. */
type Resealed =
  | { readonly is: "current" | "unreadable" }
  | { readonly is: "old"; readonly by: string };

/** What is nobody's outage: these texts open no more, however often one tries. */
const UNREADABLE: ReadonlySet<string> = new Set([
  "privacy.erased",
  "privacy.envelope-broken",
  "privacy.envelope-refused",
]);

/** Seals texts of one operator anew that are under an older generation of their key. Throws other `privacy.…`. */
export function resealer(operatorId: string, vaultTable: string, ring: KeyRing) {
  const vault = vaultStore(vaultTable);
  const sealer = fieldSealer(ring)({ operatorId });
  const known = new Map<string, Promise<VaultKey | undefined>>();
  const keyOf = (name: KeyName): Promise<VaultKey | undefined> => {
    const id = `${name.subjectId} ${name.purpose}`;
    const found = known.get(id) ?? vault.find(operatorId, name);
    known.set(id, found);
    return found;
  };

  return async (place: FieldPlace, text: string): Promise<Resealed> => {
    const name = sealedBy(text);
    const key = name && (await keyOf(name));
    if (!name || !key) return { is: "unreadable" };
    if (name.generation === key.newest) return { is: "current" };
    try {
      const opened = await sealer.open(name, place, text);
      return { is: "old", by: await sealer.seal(name, place, opened) };
    } catch (error) {
      if (!(error instanceof DomainError) || !UNREADABLE.has(error.code)) throw error;
      return { is: "unreadable" };
    }
  };
}

export type Reseal = ReturnType<typeof resealer>;
