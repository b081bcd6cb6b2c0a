import * as z from "zod";
import { tariffStore } from "#adapters/dynamodb/tariff-store.ts";
import { tariffChange } from "#contracts/rest/tariffs.ts";
import { changeTariff, demandVersion } from "#domain/charging/change-tariff.ts";
import type { CarryOut } from "./approved-action.ts";

const payloadOf = z.strictObject({
  tariffId: z.string(),
  version: z.int(),
  changes: tariffChange,
});

/** Changes prices by more than one person may. */
export function carryOutTariffChange(chargingTable: string): CarryOut {
  return async ({ context, payload, closing, now }) => {
    const { tariffId, version, changes } = payloadOf.parse(payload);
    const store = tariffStore(context, chargingTable);
    const before = await store.find(tariffId);
    demandVersion(before, version);
    await changeTariff({ before, changes, isApproved: true, now }, (tariff, fields, at) =>
      store.change(tariff, fields, at, [closing]),
    );
  };
}
