import type { KMSClient } from "@aws-sdk/client-kms";
import { DomainError } from "#domain/errors.ts";
import { OPERATOR_SUBJECT } from "#domain/privacy/sealer.ts";
import { actingCredentials } from "../dynamodb/client.ts";
import { type VaultKey, vaultStore } from "../dynamodb/vault-store.ts";
import { wrappingKeyStore } from "../dynamodb/wrapping-key-store.ts";
import { kms as actingKms } from "./client.ts";
import type { DataKey } from "./envelope.ts";
import { type CacheBounds, type HeldKeys, type KeyCache, keyCache } from "./key-cache.ts";
import { generateKey, type KeyOwner, unwrapKey } from "./key-wrapper.ts";

/** A forgotten subject is unreadable within a minute, so no key of a person is older than this in memory. */
const SUBJECT_KEY_AGE_MS = 45_000;
/** The operator's own keys end with the operator; chargers' messages need them all the time. */
const OPERATOR_KEY_AGE_MS = 300_000;

const BOUNDS: CacheBounds = { keys: 500, usesOfAKey: 1_000_000, nowMs: () => Date.now() };

export interface KeyRingOptions {
  readonly vaultTable: string;
  /** The KMS key that wraps new data keys, where the operator has none of its own. */
  readonly keyArn: string;
  readonly bounds?: Partial<CacheBounds>;
  /** For those who do not act as a function does. */
  readonly kms?: () => KMSClient;
}

/** Finds, makes and holds data keys. A key is only ever handed to work that uses it at once. */
export function keyRing({ vaultTable, keyArn, bounds, kms = actingKms }: KeyRingOptions) {
  const vault = vaultStore(vaultTable);
  const wrappingKeys = wrappingKeyStore(vaultTable);
  // Keys in clear belong to the credentials that got them: no operator's work finds another one's in memory.
  const caches = new WeakMap<object, KeyCache>();
  const cache = (): KeyCache => {
    const credentials = actingCredentials();
    const known = caches.get(credentials);
    if (known) return known;
    const made = keyCache({ ...BOUNDS, ...bounds });
    caches.set(credentials, made);
    return made;
  };

  const load = async (owner: KeyOwner): Promise<HeldKeys | undefined> => {
    const record = await vault.find(owner.operatorId, owner);
    return record && { record, clear: new Map() };
  };

  const make = async (owner: KeyOwner): Promise<HeldKeys> => {
    const { operatorId, subjectId, purpose } = owner;
    const wrapping = await wrappingKeys.find(operatorId);
    const wrappedBy = wrapping.keyArn ?? keyArn;
    const { bytes, wrapped } = await generateKey(kms(), wrappedBy, owner);
    const record: VaultKey = {
      operatorId,
      subjectId,
      purpose,
      newest: 1,
      wrapped: { 1: wrapped },
      keyArn: wrappedBy,
      createdAt: new Date().toISOString(),
    };
    const outcome = await vault.create(record, wrapping);
    if (outcome === "created") return { record, clear: new Map([[1, Promise.resolve(bytes)]]) };
    bytes.fill(0);
    if (outcome === "rewrapped") return make(owner);
    const other = outcome === "taken" ? await load(owner) : undefined;
    return other ?? refuseErased();
  };

  /** Asks KMS once, however many need the key at the same time; a refusal is not remembered. */
  const inClear = async (
    held: HeldKeys,
    owner: KeyOwner,
    generation: number,
  ): Promise<Uint8Array> => {
    const known = held.clear.get(generation);
    if (known !== undefined) return known;
    const asked = unwrapKey(
      kms(),
      held.record.keyArn,
      held.record.wrapped[generation] ?? "",
      owner,
    );
    held.clear.set(generation, asked);
    asked.catch(() => held.clear.delete(generation));
    return asked;
  };

  const withHeld = <T>(
    owner: KeyOwner,
    mayMake: boolean,
    work: (held: HeldKeys) => Promise<T>,
  ): Promise<T> => {
    const isOperators = owner.subjectId === OPERATOR_SUBJECT;
    return cache().use(
      nameOf(owner),
      isOperators ? OPERATOR_KEY_AGE_MS : SUBJECT_KEY_AGE_MS,
      async () => (await load(owner)) ?? (mayMake ? make(owner) : refuseErased()),
      work,
    );
  };

  return {
    /** Works with the key that seals now; it is made where there is none. Throws `privacy.…`. */
    withNewest: <T>(owner: KeyOwner, work: (key: DataKey) => T): Promise<T> =>
      withHeld(owner, true, async (held) => {
        const generation = held.record.newest;
        return work({ generation, bytes: await inClear(held, owner, generation) });
      }),

    /** Works with the key of one generation. Throws `privacy.erased` where it is gone, and other `privacy.…`. */
    async withGeneration<T>(
      owner: KeyOwner,
      generation: number,
      work: (key: Uint8Array) => T,
    ): Promise<T> {
      const attempt = () =>
        withHeld(owner, false, async (held) => {
          if (!Object.hasOwn(held.record.wrapped, generation)) return undefined;
          return { result: work(await inClear(held, owner, generation)) };
        });
      let done = await attempt();
      if (!done) {
        // A generation that was made since these were read.
        cache().drop(nameOf(owner));
        done = await attempt();
      }
      return done ? done.result : refuseErased();
    },

    async forget(operatorId: string, subjectId: string, now: string): Promise<void> {
      await vault.forget(operatorId, subjectId, now);
      cache().drop(`${operatorId} ${subjectId} `);
    },
  };
}

export type KeyRing = ReturnType<typeof keyRing>;

function nameOf({ operatorId, subjectId, purpose }: KeyOwner): string {
  return `${operatorId} ${subjectId} ${purpose}`;
}

function refuseErased(): never {
  throw new DomainError(
    "privacy.erased",
    "The key of this was destroyed: nobody can read it any more.",
  );
}
