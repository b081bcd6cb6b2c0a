import type { KMSClient } from "@aws-sdk/client-kms";
import { type VaultKey, vaultStore } from "../dynamodb/vault-store.ts";
import { wrappingKeyStore } from "../dynamodb/wrapping-key-store.ts";
import { kms as actingKms } from "./client.ts";
import { generateKey, rewrapKey } from "./key-wrapper.ts";

/** Another one may change a record between reading and replacing it: then it is looked at again. */
const ATTEMPTS = 3;

export interface KeyRotatorOptions {
  readonly vaultTable: string;
  /** The KMS key that wraps data keys where the operator has none of its own. */
  readonly keyArn: string;
  readonly kms?: () => KMSClient;
}

/** Replaces data keys and what wraps them, one record of the Vault at a time; each call is safe to repeat. Throws `privacy.…`. */
export function keyRotator({ vaultTable, keyArn, kms = actingKms }: KeyRotatorOptions) {
  const vault = vaultStore(vaultTable);
  const wrappingKeyOf = async (operatorId: string) =>
    (await wrappingKeyStore(vaultTable).find(operatorId)).keyArn ?? keyArn;

  /** Changes a record as it is now, unless it needs no change or is gone. */
  const replace = async (
    read: VaultKey,
    change: (key: VaultKey) => Promise<VaultKey | undefined>,
  ): Promise<void> => {
    let key: VaultKey | undefined = read;
    for (let attempt = 1; key !== undefined; attempt++) {
      const after = await change(key);
      if (after === undefined || (await vault.replace(key, after))) return;
      if (attempt === ATTEMPTS) throw new Error("a key changes faster than it can be replaced");
      key = await vault.find(key.operatorId, key);
    }
  };

  return {
    /** Wraps all generations anew under what is the operator's wrapping key now. */
    wrapAnew: (read: VaultKey): Promise<void> =>
      replace(read, async (key) => {
        const to = await wrappingKeyOf(key.operatorId);
        const wrapped: Record<string, string> = {};
        for (const [generation, text] of Object.entries(key.wrapped)) {
          wrapped[generation] = await rewrapKey(kms(), text, key, { from: key.keyArn, to });
        }
        return { ...key, wrapped, keyArn: to };
      }),

    /** Makes a new generation, which seals from then on; once for each rotation. */
    renew: (read: VaultKey, rotationId: string): Promise<void> =>
      replace(read, async (key) => {
        if (key.rotationId === rotationId) return undefined;
        const { bytes, wrapped } = await generateKey(kms(), key.keyArn, key);
        bytes.fill(0);
        const newest = key.newest + 1;
        return { ...key, newest, wrapped: { ...key.wrapped, [newest]: wrapped }, rotationId };
      }),

    /** Destroys the generations before the one that a rotation made: what they sealed opens nowhere any more. */
    dropOld: (read: VaultKey, rotationId: string): Promise<void> =>
      replace(read, async (key) => {
        const { [key.newest]: newest } = key.wrapped;
        const isAlone = Object.keys(key.wrapped).length === 1;
        if (key.rotationId !== rotationId || isAlone || newest === undefined) return undefined;
        return { ...key, wrapped: { [key.newest]: newest } };
      }),
  };
}
