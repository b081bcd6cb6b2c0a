import { exportStore } from "#adapters/dynamodb/export-store.ts";
import type { CarryOut } from "./approved-action.ts";

/** Lets what an operator has be taken along for seven days. */
export function carryOutExport(directoryTable: string): CarryOut {
  return async ({ context, closing, now }) => {
    const exportId = context.requestId;
    await exportStore(context, directoryTable).create({ exportId, now }, [closing]);
  };
}
