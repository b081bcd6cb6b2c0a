import * as z from "zod";
import { CANARY_PREFIX } from "#domain/isolation/canaries.ts";
import {
  answeredTime,
  currency,
  inOperator,
  lifeOfItem,
  name,
  noParams,
  noQuery,
  operatorId,
  tariffId,
} from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";
import { minimumSecurityProfile } from "./security-profile.ts";

const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, "an ISO 3166-1 alpha-2 code")
  .meta({ example: "DE" });

const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, "an IANA time zone")
  .meta({ example: "Europe/Berlin" });

const heartbeatIntervalSeconds = z.int().min(10).max(540).meta({
  description:
    "What BootNotification answers. A socket silent for ten minutes is cut, so at most 540.",
});
const staleSessionAfterSeconds = z.int().min(900).max(2_592_000).meta({
  description: "A session silent for this long is closed and flagged.",
});

const unknownStations = z.enum(["refuse", "pending"]).meta({
  description:
    "What becomes of stations that nobody made known: they are refused, or may boot as `Pending` and wait in `…/pending-chargers` for a person.",
});

const organisation = z.string().trim().min(1).max(64).meta({
  description:
    "What certificates of its chargers name as their organisation; the operator's name where absent.",
});

const settings = z.object({
  heartbeatIntervalSeconds,
  staleSessionAfterSeconds,
  defaultTariffId: tariffId.optional(),
  unknownStations: unknownStations.optional().meta({ description: "`refuse` where absent." }),
  customerKeyArn: z.string().optional().meta({
    description:
      "The operator's own KMS key that wraps its data keys. `…/customer-key` changes it.",
  }),
  minimumSecurityProfile,
  organisation: organisation.optional(),
});

const operator = z
  .object({
    operatorId,
    name,
    countryCode,
    currency,
    timeZone,
    settings,
    isCanary: z.literal(true).optional().meta({
      description: "Nobody's: the platform keeps it to try whether operators are apart.",
    }),
    suspendedAt: answeredTime.optional(),
    suspendedBecause: z.string().optional(),
    ...lifeOfItem,
  })
  .meta({ id: "Operator" });

const newOperator = z
  .strictObject({
    operatorId: operatorId.refine((id) => !id.startsWith(CANARY_PREFIX), "this name is reserved"),
    name,
    countryCode,
    currency,
    timeZone,
    settings: z
      .strictObject({
        heartbeatIntervalSeconds: heartbeatIntervalSeconds.optional(),
        staleSessionAfterSeconds: staleSessionAfterSeconds.optional(),
      })
      .optional(),
  })
  .meta({ id: "NewOperator" });

const operatorChange = z
  .strictObject({
    name: name.optional(),
    countryCode: countryCode.optional(),
    timeZone: timeZone.optional(),
    settings: z
      .strictObject({
        heartbeatIntervalSeconds: heartbeatIntervalSeconds.optional(),
        staleSessionAfterSeconds: staleSessionAfterSeconds.optional(),
        defaultTariffId: tariffId.nullable().optional(),
        unknownStations: unknownStations.optional(),
        minimumSecurityProfile,
        organisation: organisation.optional(),
      })
      .optional(),
  })
  .meta({ id: "OperatorChange" });

export const listOperators = operation({
  operationId: "listOperators",
  method: "GET",
  path: "/v1/operators",
  tag: "Operators",
  summary: "List all operators",
  permission: "operators:read",
  params: noParams,
  query: pageQuery,
  reply: pageOf(operator),
  statuses: [200],
});

export const createOperator = operation({
  operationId: "createOperator",
  method: "POST",
  path: "/v1/operators",
  tag: "Operators",
  summary: "Onboard an operator",
  permission: "operators:write",
  params: noParams,
  query: noQuery,
  body: newOperator,
  reply: operator,
  statuses: [201],
  etag: true,
});

export const readOperator = operation({
  operationId: "readOperator",
  method: "GET",
  path: "/v1/operators/{operatorId}",
  tag: "Operators",
  summary: "Read an operator and its settings",
  permission: "operator-settings:read",
  params: inOperator,
  query: noQuery,
  reply: operator,
  statuses: [200],
  etag: true,
});

export const changeOperator = operation({
  operationId: "changeOperator",
  method: "PATCH",
  path: "/v1/operators/{operatorId}",
  tag: "Operators",
  summary: "Change an operator and its settings",
  description:
    "A new `defaultTariffId` is taken over by every charger that has no tariff of its own or of its site.",
  permission: "operator-settings:write",
  params: inOperator,
  query: noQuery,
  body: operatorChange,
  reply: operator,
  statuses: [200],
  etag: true,
  ifMatch: true,
});

export const operatorOperations = [
  listOperators,
  createOperator,
  readOperator,
  changeOperator,
] as const;

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
