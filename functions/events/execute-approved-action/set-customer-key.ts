import * as z from "zod";
import { operatorLife } from "#adapters/dynamodb/operator-life.ts";
import { versionConflict } from "#adapters/dynamodb/refusable.ts";
import { wrappingKeyStore } from "#adapters/dynamodb/wrapping-key-store.ts";
import type { CarryOut } from "./approved-action.ts";

const payloadOf = z.strictObject({ operatorId: z.string(), keyArn: z.string().optional() });

/** Lets another KMS key wrap the operator's data keys from now on; without one, the platform's. */
export function carryOutCustomerKey(tables: {
  readonly directoryTable: string;
  readonly vaultTable: string;
}): CarryOut {
  return async ({ context, payload, closing, now }) => {
    const { operatorId, keyArn } = payloadOf.parse(payload);
    if (operatorId !== context.operatorId) throw new Error("the approval names another operator");
    const store = operatorLife(context, tables.directoryTable);
    const before = await store.find();
    const { customerKeyArn: _, ...settings } = before.settings;
    const after = { ...settings, ...(keyArn !== undefined && { customerKeyArn: keyArn }) };
    const wrapping = wrappingKeyStore(tables.vaultTable).set(operatorId, keyArn, now);
    await store.change(before, { settings: after }, now, [closing, versionConflict(wrapping)]);
  };
}
