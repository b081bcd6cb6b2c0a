import * as z from "zod";
import { envelope } from "./envelope.ts";

const ocppVersion = z.enum(["ocpp1.6", "ocpp2.0.1"]);
const siteId = z.string().min(1);

/** A charger has a new current connection. */
export const chargerConnected = z.strictObject({
  ...envelope,
  type: z.literal("ChargerConnected"),
  siteId,
  ocppVersion,
});

/** A charger's connection ended and no other has taken its place; a planned cut looks the same. */
export const chargerDisconnected = z.strictObject({
  ...envelope,
  type: z.literal("ChargerDisconnected"),
  siteId,
});

/** A charger sent BootNotification. */
export const chargerBooted = z.strictObject({
  ...envelope,
  type: z.literal("ChargerBooted"),
  siteId,
  vendor: z.string(),
  model: z.string(),
  firmwareVersion: z.string().optional(),
});

/** A connector has another status or error than before, in the words of the charger's OCPP version. */
export const connectorStatusChanged = z.strictObject({
  ...envelope,
  type: z.literal("ConnectorStatusChanged"),
  siteId,
  /** `1` in 1.6, `1.1` (EVSE.connector) in 2.0.1, `0` for the charger itself. */
  connector: z.string().min(1),
  status: z.string(),
  previousStatus: z.string().optional(),
  errorCode: z.string().optional(),
  /** The payment in whose name it was sent. */
  paymentId: z.string().optional(),
});

/** Somebody wants to see a charger's messages for a while. */
export const messageWatchStarted = z.strictObject({
  ...envelope,
  type: z.literal("MessageWatchStarted"),
  /** ISO 8601 UTC. */
  until: z.iso.datetime(),
});

/** A command waits for its turn. */
export const commandCreated = z.strictObject({
  ...envelope,
  type: z.literal("CommandCreated"),
  commandId: z.string().min(1),
  action: z.string().min(1),
});

/** A command reached a final state. */
export const commandFinished = z.strictObject({
  ...envelope,
  type: z.literal("CommandFinished"),
  commandId: z.string().min(1),
  action: z.string().min(1),
  state: z.enum(["answered", "failed", "timed-out"]),
  errorCode: z.string().optional(),
  /** The job of which it was a part. */
  commandJobId: z.string().min(1).optional(),
});

/** A job that commands many chargers may begin. */
export const commandJobStarted = z.strictObject({
  eventId: z.string().min(1),
  v: z.literal(1),
  operatorId: z.string().min(1),
  occurredAt: z.iso.datetime(),
  type: z.literal("CommandJobStarted"),
  commandJobId: z.string().min(1),
  action: z.string().min(1),
  chargers: z.int(),
});
