import * as z from "zod";
import { currency, inOperator, lifeOfItem, name, noQuery, operatorId, tariffId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

/** Minor units of the currency, at most four decimals. */
const rate = z
  .number()
  .min(0)
  .max(1_000_000)
  .refine(hasAtMostFourDecimals, "at most four decimals");

const inTariff = z.strictObject({ operatorId, tariffId });
const path = "/v1/operators/{operatorId}/tariffs";
const tag = "Tariffs";

const prices = {
  startFeeMinor: rate.meta({ description: "Once a session, in minor units of the currency." }),
  energyMinorPerKwh: rate.meta({ description: "Minor units a kWh." }),
  timeMinorPerMinute: rate.meta({ description: "Minor units a minute, from start to stop." }),
  idleMinorPerMinute: rate.meta({
    description:
      "Minor units a minute after the car stopped drawing energy, beyond the grace time.",
  }),
  idleGraceMinutes: z.int().min(0).max(1440),
  vatRateBasisPoints: z.int().min(0).max(10_000).meta({ description: "2000 is 20 %." }),
  pricesIncludeVat: z.boolean(),
} as const;

export const tariffFields = { tariffId, name, currency, ...prices } as const;

const tariff = z.object({ operatorId, ...tariffFields, ...lifeOfItem }).meta({ id: "Tariff" });

const newTariff = z
  .strictObject({
    tariffId: tariffId.optional().meta({ description: "Given by the platform where absent." }),
    name,
    currency: currency
      .optional()
      .meta({ description: "Must be the operator's; its own where absent." }),
    startFeeMinor: prices.startFeeMinor.default(0),
    energyMinorPerKwh: prices.energyMinorPerKwh.default(0),
    timeMinorPerMinute: prices.timeMinorPerMinute.default(0),
    idleMinorPerMinute: prices.idleMinorPerMinute.default(0),
    idleGraceMinutes: prices.idleGraceMinutes.default(0),
    vatRateBasisPoints: prices.vatRateBasisPoints,
    pricesIncludeVat: prices.pricesIncludeVat.default(true),
  })
  .meta({ id: "NewTariff" });

export const tariffChange = z
  .strictObject({
    name: name.optional(),
    startFeeMinor: prices.startFeeMinor.optional(),
    energyMinorPerKwh: prices.energyMinorPerKwh.optional(),
    timeMinorPerMinute: prices.timeMinorPerMinute.optional(),
    idleMinorPerMinute: prices.idleMinorPerMinute.optional(),
    idleGraceMinutes: prices.idleGraceMinutes.optional(),
    vatRateBasisPoints: prices.vatRateBasisPoints.optional(),
    pricesIncludeVat: prices.pricesIncludeVat.optional(),
  })
  .meta({ id: "TariffChange" });

export const listTariffs = operation({
  operationId: "listTariffs",
  method: "GET",
  path,
  tag,
  summary: "List the tariffs",
  permission: "tariffs:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(tariff),
  statuses: [200],
});

export const createTariff = operation({
  operationId: "createTariff",
  method: "POST",
  path,
  tag,
  summary: "Make a tariff",
  permission: "tariffs:write",
  params: inOperator,
  query: noQuery,
  body: newTariff,
  reply: tariff,
  statuses: [201],
  etag: true,
});

export const readTariff = operation({
  operationId: "readTariff",
  method: "GET",
  path: `${path}/{tariffId}`,
  tag,
  summary: "Read a tariff",
  permission: "tariffs:read",
  params: inTariff,
  query: noQuery,
  reply: tariff,
  statuses: [200],
  etag: true,
});

export const changeTariff = operation({
  operationId: "changeTariff",
  method: "PATCH",
  path: `${path}/{tariffId}`,
  tag,
  summary: "Change a tariff",
  description:
    "Sessions keep the tariff as it was when they began. A large change of prices needs a second person.",
  permission: "tariffs:write",
  params: inTariff,
  query: noQuery,
  body: tariffChange,
  reply: tariff,
  statuses: [200],
  mayNeedApproval: true,
  etag: true,
  ifMatch: true,
});

export const deleteTariff = operation({
  operationId: "deleteTariff",
  method: "DELETE",
  path: `${path}/{tariffId}`,
  tag,
  summary: "Delete a tariff that no charger, site or operator uses",
  permission: "tariffs:write",
  params: inTariff,
  query: noQuery,
  statuses: [204],
  ifMatch: true,
});

export const tariffOperations = [
  listTariffs,
  createTariff,
  readTariff,
  changeTariff,
  deleteTariff,
] as const;

function hasAtMostFourDecimals(amount: number): boolean {
  return Number(amount.toFixed(4)) === amount;
}
