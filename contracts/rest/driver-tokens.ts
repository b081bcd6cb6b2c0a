import * as z from "zod";
import { inDriver } from "./driver-fields.ts";
import { answeredTime, noQuery, tokenId, tokenRef } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const path = "/v1/operators/{operatorId}/drivers/{driverId}/tokens";
const tag = "Drivers";

const driverToken = z
  .object({
    tokenRef,
    attachedAt: answeredTime,
  })
  .meta({ id: "DriverToken" });

export const listDriverTokens = operation({
  operationId: "listDriverTokens",
  method: "GET",
  path,
  tag,
  summary: "List a driver's tokens",
  permission: "drivers:read",
  params: inDriver,
  query: pageQuery,
  reply: pageOf(driverToken),
  statuses: [200],
});

export const attachToken = operation({
  operationId: "attachToken",
  method: "POST",
  path,
  tag,
  summary: "Give a driver a token that is known",
  description: "Sessions that it starts from now on are the driver's.",
  permission: "drivers:write",
  params: inDriver,
  query: noQuery,
  body: z.strictObject({ tokenId }),
  reply: driverToken,
  statuses: [201],
});

export const detachToken = operation({
  operationId: "detachToken",
  method: "DELETE",
  path: `${path}/{tokenRef}`,
  tag,
  summary: "Take a token from a driver",
  description: "The token stays what it is; block or delete it where it must not be used.",
  permission: "drivers:write",
  params: inDriver.extend({ tokenRef }),
  query: noQuery,
  statuses: [204],
});

export const driverTokenOperations = [listDriverTokens, attachToken, detachToken] as const;
