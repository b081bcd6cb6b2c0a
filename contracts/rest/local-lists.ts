import * as z from "zod";
import { answeredTime, chargerId, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";

const path = "/v1/operators/{operatorId}/chargers/{chargerId}/local-list";
const tag = "Local lists";
const inCharger = z.strictObject({ operatorId, chargerId });

const localList = z
  .object({
    chargerId,
    state: z
      .enum(["not-managed", "synchronised", "synchronising", "stale", "failed", "not-supported"])
      .meta({ description: "`stale` ones are brought up to date within some minutes." }),
    desiredVersion: z.int().meta({
      description: "The version that the charger has once it has taken the next message.",
    }),
    listVersion: z.int().meta({ description: "What the charger last took from us." }),
    reportedVersion: z.int().optional().meta({
      description: "What the charger last said that it has; -1: it keeps no list.",
    }),
    reportedAt: answeredTime.optional(),
    synchronisedAt: answeredTime.optional(),
    wantedEntries: z.int().meta({ description: "How many tokens it should hold." }),
    heldEntries: z.int().optional().meta({ description: "Absent where nobody knows." }),
    leftOut: z.int().optional().meta({ description: "Tokens that the charger has no room for." }),
    failedAs: z.string().optional().meta({
      description: "What the charger answered instead: `Failed`, `NotSupported`…",
    }),
    retryAt: answeredTime.optional(),
  })
  .meta({ id: "LocalList" });

export const readLocalList = operation({
  operationId: "readLocalList",
  method: "GET",
  path,
  tag,
  summary: "Read how a charger's local authorisation list stands",
  description: "It should hold the tokens that have `onLocalLists`.",
  permission: "chargers:read",
  params: inCharger,
  query: noQuery,
  reply: localList,
  statuses: [200],
});

export const synchroniseLocalList = operation({
  operationId: "synchroniseLocalList",
  method: "POST",
  path: `${path}/synchronise`,
  tag,
  summary: "Bring a charger's local authorisation list up to date",
  description:
    "Asks the charger for its version, then sends the difference, or the whole list where that is not ours or `full` is wished, in as many messages as the charger's limits demand. From then on the list is kept up to date by itself.",
  permission: "commands:configure",
  params: inCharger,
  query: noQuery,
  body: z.strictObject({ full: z.boolean().default(false) }).meta({ id: "SynchroniseLocalList" }),
  reply: localList,
  statuses: [202],
});

export const localListOperations = [readLocalList, synchroniseLocalList] as const;
