import type { Sealer } from "#domain/privacy/sealer.ts";
import { openEnvelope, readEnvelope, sealText } from "./envelope.ts";
import type { KeyRing } from "./key-ring.ts";

/** Seals and opens fields of the operator that one acts in. */
export function fieldSealer(ring: KeyRing) {
  return ({ operatorId }: { readonly operatorId: string }): Sealer => ({
    seal: (key, place, text) => {
      const owner = { ...key, operatorId };
      return ring.withNewest(owner, (dataKey) => sealText(text, dataKey, owner, place));
    },

    async open(key, place, sealed) {
      const envelope = readEnvelope(sealed, key);
      return ring.withGeneration({ ...key, operatorId }, envelope.generation, (bytes) =>
        openEnvelope(envelope, bytes, operatorId, place),
      );
    },

    forget: (subjectId, now) => ring.forget(operatorId, subjectId, now),
  });
}
