import * as z from "zod";
import { answeredTime, chargerId, noQuery, operatorId, time } from "./fields.ts";
import { operation } from "./operation.ts";

const path = "/v1/operators/{operatorId}/chargers/{chargerId}";
const tag = "Smart charging";
const inCharger = z.strictObject({ operatorId, chargerId });
const int31 = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);
const unit = z.enum(["A", "W"]).meta({ description: "A for each phase, W for all together." });
const connectorId = z.int().min(0).max(255).meta({
  description: "The connector (OCPP 1.6) or EVSE (2.0.1); 0 is the charger as a whole.",
});
const purpose = z.enum(["charger-max", "tx-default", "tx", "external"]).meta({
  description:
    "OCPP's ChargePointMaxProfile or ChargingStationMaxProfile, TxDefaultProfile, TxProfile; `external` is only reported.",
});
const limit = z.number().min(0).max(1e9).multipleOf(0.1);

const schedule = z.strictObject({
  unit,
  startsAt: time.optional().meta({ description: "Of profiles that are not relative." }),
  durationSeconds: int31.min(1).optional(),
  minimumLimit: limit.optional(),
  periods: z
    .array(
      z.strictObject({
        startSeconds: int31,
        limit,
        numberPhases: z.int().min(1).max(3).optional(),
      }),
    )
    .min(1)
    .max(1024),
});

const fields = {
  profileId: int31,
  purpose,
  stackLevel: z.int().min(0).max(1000),
  kind: z.enum(["absolute", "recurring", "relative"]),
  recurrency: z.enum(["daily", "weekly"]).optional(),
  validFrom: time.optional(),
  validTo: time.optional(),
  transactionId: z
    .union([z.int(), z.string().min(1).max(36)])
    .optional()
    .meta({ description: "Of `tx` only; what charges at the connector where nothing is said." }),
  schedule,
} as const;

const newProfile = z.strictObject({ connectorId, ...fields }).meta({ id: "NewChargingProfile" });

const answeredSchedule = z.object({
  unit,
  startsAt: answeredTime.optional(),
  durationSeconds: z.number().optional(),
  minimumLimit: z.number().optional(),
  periods: z.array(
    z.object({
      startSeconds: z.number(),
      limit: z.number(),
      numberPhases: z.number().optional(),
    }),
  ),
});

const keptProfile = z
  .object({
    connectorId: z.int(),
    profileId: z.int(),
    purpose,
    stackLevel: z.int(),
    kind: fields.kind,
    recurrency: fields.recurrency,
    validFrom: answeredTime.optional(),
    validTo: answeredTime.optional(),
    transactionId: z.union([z.int(), z.string()]).optional(),
    schedule: answeredSchedule,
    source: z.string().meta({
      description: "Who set it: `CSO` is us, the others the charger named.",
    }),
    keptAt: answeredTime.meta({ description: "When the charger last took it or told of it." }),
    commandId: z.string().optional(),
  })
  .meta({ id: "ChargingProfile" });

const outcome = z.object({
  commandId: z.string(),
  state: z.enum(["queued", "sent", "answered", "failed", "timed-out"]),
  answer: z.string().optional().meta({
    description:
      "What the charger answered, as OCPP words it; only `Accepted` changes what is kept.",
  }),
});

export const listChargingProfiles = operation({
  operationId: "listChargingProfiles",
  method: "GET",
  path: `${path}/charging-profiles`,
  tag,
  summary: "List the charging profiles that a charger has",
  description: "As far as it took them from us, or reported them (GetChargingProfiles).",
  permission: "chargers:read",
  params: inCharger,
  query: noQuery,
  reply: z.object({ items: z.array(keptProfile) }),
  statuses: [200],
});

export const setChargingProfiles = operation({
  operationId: "setChargingProfiles",
  method: "POST",
  path: `${path}/charging-profiles`,
  tag,
  summary: "Set charging profiles",
  description:
    "One command each, in the given order, in the words of the charger's version. With `Prefer: wait=20` the answer tells what the charger said to each; one that it refuses leaves what it had before, and those that it took stay. Answers 200 when all are answered, else 202.",
  permission: "commands:configure",
  params: inCharger,
  query: noQuery,
  body: z
    .strictObject({ profiles: z.array(newProfile).min(1).max(20) })
    .meta({ id: "NewChargingProfiles" }),
  reply: z.object({
    items: z.array(outcome.extend({ profileId: z.int(), connectorId: z.int() })),
  }),
  statuses: [202, 200],
});

export const clearChargingProfiles = operation({
  operationId: "clearChargingProfiles",
  method: "POST",
  path: `${path}/charging-profiles/clear`,
  tag,
  summary: "Clear charging profiles",
  description: "Those of the id, or all that fit what else is said; all of ours where nothing is.",
  permission: "commands:configure",
  params: inCharger,
  query: noQuery,
  body: z
    .strictObject({
      profileId: int31.optional(),
      connectorId: connectorId.optional(),
      purpose: z.enum(["charger-max", "tx-default", "tx"]).optional(),
      stackLevel: z.int().min(0).max(1000).optional(),
    })
    .refine(
      ({ profileId, ...others }) =>
        profileId === undefined || Object.values(others).every((value) => value === undefined),
      "An id says it all",
    )
    .meta({ id: "ClearedChargingProfiles" }),
  reply: outcome,
  statuses: [202, 200],
});

const compositePeriod = z.object({
  startSeconds: z.number(),
  limit: z.number().optional(),
  numberPhases: z.number().optional(),
});

export const readCompositeSchedule = operation({
  operationId: "readCompositeSchedule",
  method: "GET",
  path: `${path}/composite-schedule`,
  tag,
  summary: "Compute what all profiles together allow",
  description:
    "From now on, by the profiles that the charger is known to have. `reported` is what the charger last answered to GetCompositeSchedule for this connector, and where that is above what the profiles allow.",
  permission: "chargers:read",
  params: inCharger,
  query: z.strictObject({
    connectorId: z.coerce.number().int().min(0).max(255).default(0),
    duration: z.coerce.number().int().min(1).max(604_800).default(86_400).meta({
      description: "Seconds.",
    }),
    unit: unit.default("A"),
  }),
  reply: z
    .object({
      connectorId: z.int(),
      unit,
      startsAt: answeredTime,
      durationSeconds: z.int(),
      periods: z.array(compositePeriod).meta({
        description: "Without a limit where no profile sets one.",
      }),
      reported: z
        .object({
          unit,
          startsAt: answeredTime,
          durationSeconds: z.number(),
          periods: z.array(compositePeriod),
          reportedAt: answeredTime,
          isWithin: z.boolean(),
          aboveFromSeconds: z.number().optional(),
        })
        .optional(),
    })
    .meta({ id: "CompositeSchedule" }),
  statuses: [200],
});

export const chargingProfileOperations = [
  listChargingProfiles,
  setChargingProfiles,
  clearChargingProfiles,
  readCompositeSchedule,
] as const;
