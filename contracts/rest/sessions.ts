import * as z from "zod";
import {
  answeredTime,
  chargerId,
  inOperator,
  noQuery,
  ocppVersion,
  operatorId,
  sessionId,
  time,
  tokenRef,
} from "./fields.ts";
import { operation } from "./operation.ts";
import { pageFields, pageOf } from "./paging.ts";
import { tariffFields } from "./tariffs.ts";

const path = "/v1/operators/{operatorId}/sessions";
const tag = "Sessions";
const state = z.enum(["active", "ended"]);

const cost = z
  .object({
    amountMinor: z.int().meta({ description: "Net and VAT, in minor units of the currency." }),
    currency: z.string().meta({ description: "XXX where no tariff applied." }),
    netMinor: z.int(),
    vatMinor: z.int(),
    components: z.object({
      startFeeMinor: z.number(),
      energyMinor: z.number(),
      timeMinor: z.number(),
      idleMinor: z.number(),
    }),
  })
  .meta({ id: "Cost" });

const latestValue = z.object({ value: z.number(), sampledAt: answeredTime }).optional();

const sample = z
  .object({
    sampledAt: answeredTime,
    energyRegisterWh: z.number().optional(),
    powerW: z.number().optional(),
    currentA: z.number().optional(),
    voltageV: z.number().optional(),
    socPercent: z.number().optional(),
    context: z.string().optional(),
    chargingState: z.string().optional(),
    seqNo: z.int().optional(),
  })
  .meta({ id: "Sample" });

export const session = z
  .object({
    sessionId,
    operatorId,
    chargerId: z.string(),
    siteId: z.string(),
    ocppVersion,
    transactionId: z.union([z.int(), z.string()]),
    evseId: z.int().optional(),
    connectorId: z.int(),
    state,
    authorization: z.string().meta({ description: "What authorisation said at the start." }),
    tokenRef: tokenRef.optional(),
    maskedTokenId: z
      .string()
      .optional()
      .meta({ description: "Absent where the operator has no such token (any more)." }),
    startedAt: answeredTime,
    endedAt: answeredTime.optional(),
    durationSeconds: z.number(),
    energyWh: z.number().meta({ description: "So far, while the session is active." }),
    idleSeconds: z.number(),
    cost,
    billHeld: z
      .boolean()
      .meta({ description: "Whether a person has to judge it before the cost is claimed." }),
    billReleasedAt: answeredTime.optional().meta({ description: "When a person released it." }),
    computedEnergyWh: z
      .number()
      .optional()
      .meta({ description: "What was computed, where a person had less billed." }),
    latest: z.object({
      energyRegisterWh: latestValue,
      powerW: latestValue,
      currentA: latestValue,
      voltageV: latestValue,
      socPercent: latestValue,
    }),
    stopReason: z.string().optional(),
    flags: z
      .array(z.string())
      .meta({ description: "What was odd; judge before money is claimed." }),
  })
  .meta({ id: "Session" });

const sessionDetail = session
  .extend({
    meterStartWh: z.number(),
    meterStopWh: z.number().optional(),
    tariff: z
      .object({ ...tariffFields, version: z.int() })
      .optional()
      .meta({ description: "As it was when the session began." }),
    samples: z.array(sample).meta({ description: "Oldest first." }),
    nextCursor: z.string().optional().meta({ description: "For the next page of samples." }),
  })
  .meta({ id: "SessionDetail" });

export const listSessions = operation({
  operationId: "listSessions",
  method: "GET",
  path,
  tag,
  summary: "List sessions, newest first",
  permission: "sessions:read",
  params: inOperator,
  query: z.strictObject({
    ...pageFields,
    state: state.optional(),
    chargerId: chargerId.optional(),
    from: time.optional().meta({ description: "Begun at this time or later." }),
    to: time.optional().meta({ description: "Begun before this time." }),
  }),
  reply: pageOf(session),
  statuses: [200],
});

export const readSession = operation({
  operationId: "readSession",
  method: "GET",
  path: `${path}/{sessionId}`,
  tag,
  summary: "Read a session with what its meter said",
  permission: "sessions:read",
  params: inOperator.extend({ sessionId }),
  query: noQuery.extend(pageFields),
  reply: sessionDetail,
  statuses: [200],
});

export const sessionOperations = [listSessions, readSession] as const;
