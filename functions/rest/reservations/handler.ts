import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { findCharger } from "#adapters/dynamodb/find-charger.ts";
import { reservationStore } from "#adapters/dynamodb/reservation-store.ts";
import {
  cancelReservation,
  createReservation,
  listReservations,
  readReservation,
} from "#contracts/rest/reservations.ts";
import { includesSite } from "#domain/access/effective-permissions.ts";
import { type Command, isFinal } from "#domain/commands/command.ts";
import { DomainError } from "#domain/errors.ts";
import { type Reservation, reservationAt } from "#domain/reservations/reservation.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { chargerCommand, connected } from "#functions/shared/charger-command.ts";
import { demand } from "#functions/shared/demand.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { takeReservationAnswer } from "#functions/shared/reservation-answers.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { waitForAll } from "#functions/shared/wait-for-all.ts";
import { checkEnd, takeNumber, tokenToReserveFor } from "./new-reservation.ts";
import { reservePayload } from "./reserve-payload.ts";

const fleetTable = environment("FLEET_TABLE");
const chargingTable = environment("CHARGING_TABLE");
const commands = commandStore(fleetTable, sealerOf);
const storeOf = (context: TenantContext) => reservationStore(context, chargingTable);

export const handler = restHandler(
  [
    route(listReservations, async ({ context, query, receivedAt }) => {
      const list = listOf(context, "reservations", query);
      const page = await storeOf(context).list(context.sites, query.limit, placeIn(list, query));
      const items = page.items.map((reservation) => reservationReply(reservation, receivedAt));
      return { body: { items, ...nextCursor(list, page) } };
    }),

    route(createReservation, async ({ context, body, headers, receivedAt }) => {
      const { operatorId, subject } = context;
      const { connectorId, expiresAt, tokenId } = body;
      const found = await findCharger(context, fleetTable, body.chargerId);
      const { chargerId, siteId } = found;
      demand(context, { permission: createReservation.permission, siteId, now: receivedAt });
      checkEnd(expiresAt, receivedAt);
      const { groupId, ...refs } = await tokenToReserveFor(operatorId, tokenId, receivedAt);
      const charger = connected(found);
      const asked = { createdBy: subject, createdAt: receivedAt };
      const unworded = chargerCommand(charger, { action: "ReserveNow", payload: {}, ...asked });
      const reservation = await takeNumber(
        {
          ...{ operatorId, chargerId, siteId, connectorId, ...refs, expiresAt },
          ...{ state: "requested", requestedAt: receivedAt, createdBy: subject },
          commandId: unworded.commandId,
        },
        storeOf(context),
      );
      const { version } = charger.connection;
      const payload = reservePayload(version, reservation, { tokenId, groupId });
      const status = await carriedOut(context, { ...unworded, payload }, headers["prefer"]);
      return {
        status,
        body: await shown(context, reservation.reservationId, receivedAt),
        headers: {
          location: `/v1/operators/${operatorId}/reservations/${reservation.reservationId}`,
        },
      };
    }),

    route(readReservation, async ({ context, params, receivedAt }) => ({
      body: await shown(context, params.reservationId, receivedAt),
    })),

    route(cancelReservation, async ({ context, params, headers, receivedAt }) => {
      const { reservationId } = params;
      const reservation = reservationAt(await find(context, reservationId), receivedAt);
      const { chargerId, siteId, state } = reservation;
      demand(context, { permission: cancelReservation.permission, siteId, now: receivedAt });
      if (state !== "requested" && state !== "held") {
        throw new DomainError("reservation.ended", "The reservation is over.");
      }
      const charger = connected(await findCharger(context, fleetTable, chargerId));
      const command = chargerCommand(charger, {
        action: "CancelReservation",
        payload: { reservationId },
        createdBy: context.subject,
        createdAt: receivedAt,
      });
      const status = await carriedOut(context, command, headers["prefer"]);
      return { status, body: await shown(context, reservationId, receivedAt) };
    }),
  ],
  staffGate,
);

/** Has a command carried out, and takes up its answer where somebody waits for it. */
async function carriedOut(
  context: TenantContext,
  command: Command,
  prefer: string | undefined,
): Promise<200 | 202> {
  const { operatorId, chargerId } = command;
  await commands.create(command);
  const read = (id: string) => commands.find(operatorId, chargerId, id);
  const waited = await waitForAll([command], prefer, read);
  const [latest] = waited.commands;
  if (latest && isFinal(latest)) await takeReservationAnswer(latest, storeOf(context));
  return waited.status;
}

async function find(context: TenantContext, reservationId: number): Promise<Reservation> {
  const reservation = await storeOf(context).find(reservationId);
  if (reservation && includesSite(context.sites, reservation.siteId)) return reservation;
  throw new DomainError("reservation.not-found", "There is no such reservation.");
}

async function shown(context: TenantContext, reservationId: number, now: string) {
  return reservationReply(await find(context, reservationId), now);
}

function reservationReply(reservation: Reservation, now: string) {
  const { groupRef: _, ...facts } = reservationAt(reservation, now);
  return facts;
}
