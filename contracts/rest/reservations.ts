import * as z from "zod";
import {
  answeredTime,
  chargerId,
  inOperator,
  noQuery,
  operatorId,
  time,
  tokenId,
} from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const path = "/v1/operators/{operatorId}/reservations";
const tag = "Reservations";
const reservationId = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1)
  .meta({ override: { type: "integer", minimum: 1, maximum: 2 ** 31 - 1 } });
const inReservation = z.strictObject({ operatorId, reservationId });
const connectorId = z.int().min(0).max(255).meta({
  description: "The connector (OCPP 1.6) or EVSE (2.0.1); 0 where any will do.",
});

const reservation = z
  .object({
    reservationId: z.int().meta({ description: "Also its number in OCPP." }),
    operatorId,
    chargerId,
    siteId: z.string(),
    connectorId: z.int(),
    tokenRef: z.string(),
    state: z
      .enum(["requested", "held", "refused", "used", "expired", "cancelled", "removed"])
      .meta({ description: "Only a `held` one keeps anybody else out." }),
    requestedAt: answeredTime,
    expiresAt: answeredTime,
    endedAt: answeredTime.optional(),
    createdBy: z.string(),
    commandId: z.string(),
    answeredAs: z.string().optional().meta({
      description: "What the charger answered: `Occupied`, `Faulted`, `Unavailable`, `Rejected`…",
    }),
    cancelAnsweredAs: z.string().optional(),
    sessionId: z.string().optional(),
  })
  .meta({ id: "Reservation" });

export const listReservations = operation({
  operationId: "listReservations",
  method: "GET",
  path,
  tag,
  summary: "List the reservations, newest first",
  permission: "commands:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(reservation),
  statuses: [200],
});

export const createReservation = operation({
  operationId: "createReservation",
  method: "POST",
  path,
  tag,
  summary: "Keep a connector free for a token",
  description:
    "Asks the charger, which decides. With `Prefer: wait=20` the answer is 200 and says what came of it, else 202 with the state `requested`.",
  permission: "commands:send",
  params: inOperator,
  query: noQuery,
  body: z
    .strictObject({ chargerId, connectorId, tokenId, expiresAt: time })
    .meta({ id: "NewReservation" }),
  reply: reservation,
  statuses: [202, 200],
});

export const readReservation = operation({
  operationId: "readReservation",
  method: "GET",
  path: `${path}/{reservationId}`,
  tag,
  summary: "Read a reservation",
  permission: "commands:read",
  params: inReservation,
  query: noQuery,
  reply: reservation,
  statuses: [200],
});

export const cancelReservation = operation({
  operationId: "cancelReservation",
  method: "POST",
  path: `${path}/{reservationId}/cancel`,
  tag,
  summary: "Cancel a reservation",
  description: "Over once the charger has said so. One that it does not know any more is over too.",
  permission: "commands:send",
  params: inReservation,
  query: noQuery,
  reply: reservation,
  statuses: [202, 200],
});

export const reservationOperations = [
  listReservations,
  createReservation,
  readReservation,
  cancelReservation,
] as const;
