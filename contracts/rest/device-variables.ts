import * as z from "zod";
import { answeredTime, chargerId, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageFields, pageOf } from "./paging.ts";

const word = z.string().min(1).max(100).optional();

const deviceVariable = z
  .object({
    component: z.object({
      name: z.string(),
      instance: z.string().optional(),
      evseId: z.int().optional(),
      connectorId: z.int().optional(),
    }),
    variable: z.object({ name: z.string(), instance: z.string().optional() }),
    attributes: z
      .array(
        z.object({
          type: z.string(),
          value: z.string().optional(),
          mutability: z.string().optional(),
          persistent: z.boolean().optional(),
          constant: z.boolean().optional(),
        }),
      )
      .meta({ description: "Without values that nobody may read back, for example passwords." }),
    characteristics: z.record(z.string(), z.unknown()).optional(),
    reportedAt: answeredTime,
  })
  .meta({ id: "DeviceVariable" });

export const listDeviceVariables = operation({
  operationId: "listDeviceVariables",
  method: "GET",
  path: "/v1/operators/{operatorId}/chargers/{chargerId}/variables",
  tag: "Chargers",
  summary: "Search the variables that a charger reported",
  description:
    "As the charger told them last, by GetConfiguration, GetVariables or a report. Keys of OCPP 1.6 belong to the component `Configuration`.",
  permission: "chargers:read",
  params: z.strictObject({ operatorId, chargerId }),
  query: z.strictObject({
    ...pageFields,
    component: word.meta({ description: "A part of the component's name, in any case." }),
    variable: word.meta({ description: "A part of the variable's name, in any case." }),
  }),
  reply: pageOf(deviceVariable),
  statuses: [200],
});

export const deviceVariableOperations = [listDeviceVariables] as const;
