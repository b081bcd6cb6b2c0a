import { keyRing } from "#adapters/kms/key-ring.ts";
import { keyRotator } from "#adapters/kms/key-rotator.ts";
import { resealer } from "#adapters/kms/resealer.ts";
import type { RotationPorts } from "#domain/privacy/key-rotation.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { findOld, writeAnew } from "./every-field.ts";
import { everyKey } from "./every-key.ts";

const vaultTable = environment("VAULT_TABLE");
const keyArn = environment("VAULT_KEY_ARN");

/** The steps of a rotation of keys, in the operator that one is on duty in. */
export function rotationPorts(context: TenantContext): RotationPorts {
  const { operatorId } = context;
  const rotator = keyRotator({ vaultTable, keyArn });
  // Keys in memory from an earlier part would not know the newest generations.
  const reseal = resealer(operatorId, vaultTable, keyRing({ vaultTable, keyArn }));
  return {
    "wrap-anew": (rotation) => everyKey(rotation, "all", (key) => rotator.wrapAnew(key)),
    "make-generations": (rotation) =>
      everyKey(rotation, "sealing", (key) => rotator.renew(key, rotation.rotationId)),
    "write-anew": (rotation) => writeAnew(context, rotation, reseal),
    verify: (rotation) => findOld(rotation, reseal),
    "drop-generations": async (rotation) => {
      const { position } = await everyKey(rotation, "sealing", (key) =>
        rotator.dropOld(key, rotation.rotationId),
      );
      return { counts: {}, ...(position !== undefined && { position }) };
    },
  };
}
