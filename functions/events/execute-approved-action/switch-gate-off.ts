import * as z from "zod";
import { changeGateSettings, readGateSettings } from "#adapters/dynamodb/gate-settings-store.ts";
import { changeAdHocSettings } from "#contracts/rest/adhoc-settings.ts";
import { changedGateSettings } from "#domain/adhoc/gate-settings.ts";
import { DomainError } from "#domain/errors.ts";
import type { CarryOut } from "./approved-action.ts";

const payloadOf = z.strictObject({ version: z.int(), change: changeAdHocSettings.body });

/** Changes the bot gate's settings as two people agreed, among them that it is off. */
export function carryOutGateOff(directoryTable: string): CarryOut {
  return async ({ context, payload, closing, now }) => {
    const { version, change } = payloadOf.parse(payload);
    const before = await readGateSettings(directoryTable, context.operatorId);
    if (before.version !== version) {
      throw new DomainError("version.conflict", "It was changed since this was asked for.");
    }
    const after = changedGateSettings(before, change, now);
    await changeGateSettings(context, directoryTable, { before, after }, [closing]);
  };
}
