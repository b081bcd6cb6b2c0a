import { randomBytes } from "node:crypto";
import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { findCharger } from "#adapters/dynamodb/find-charger.ts";
import { sessionQuery } from "#adapters/dynamodb/session-query.ts";
import { singleUseTokens } from "#adapters/dynamodb/single-use-token.ts";
import type { Session } from "#domain/charging/session.ts";
import { newCommand } from "#domain/commands/create-command.ts";
import { chargeSight } from "#domain/payments/charge-sight.ts";
import type { Payment } from "#domain/payments/payment.ts";
import type { ChargingSide } from "#domain/payments/ports.ts";
import { after } from "#domain/payments/timers.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { sealerOf, tokenRefOf } from "#functions/shared/privacy.ts";
import { CSMS_ACTIONS, type CsmsAction } from "#ocpp/actions.ts";
import { commandSight } from "./command-sight.ts";
import { startOf, stopOf } from "./start-and-stop.ts";

/** A charger's clock may be so much behind ours. */
const CLOCK_SECONDS = 3_600;
/** 1.6 takes 20 characters; these are 80 random bits. */
const TOKEN_BYTES = 10;
const SESSIONS_LOOKED_THROUGH = 20;

/** The chargers, tokens and sessions of one operator, as its payments use them. */
export function chargingSide(
  context: TenantContext,
  tables: { readonly chargingTable: string; readonly fleetTable: string },
): ChargingSide {
  const { operatorId } = context;
  const { chargingTable, fleetTable } = tables;
  const commands = commandStore(fleetTable, sealerOf);
  const sessions = sessionQuery(context, chargingTable);
  const tokens = singleUseTokens(chargingTable, sealerOf(context), context);

  const send = async (
    { chargerId, paymentId }: Payment,
    commandId: string,
    call: { readonly action: string; readonly payload: Readonly<Record<string, unknown>> },
  ): Promise<void> => {
    if (await commands.find(operatorId, chargerId, commandId)) return;
    const action = (CSMS_ACTIONS as readonly CsmsAction[]).find(
      (one) => one.action === call.action,
    );
    if (!action) throw new Error(`${call.action} is no action`);
    const { connection } = await findCharger(context, fleetTable, chargerId);
    await commands.create(
      newCommand({
        commandId,
        operatorId,
        chargerId,
        // A start that comes late would surprise everybody; a stop is wanted whenever it can be had.
        action,
        payload: call.payload,
        connected: connection !== undefined,
        createdBy: `payment:${paymentId}`,
        createdAt: new Date().toISOString(),
      }),
    );
  };

  const sessionOf = async (payment: Payment): Promise<Session | undefined> => {
    const { sessionId, start, tokenRef, chargerId } = payment;
    if (sessionId !== undefined) return sessions.find(sessionId);
    if (!start || tokenRef === undefined) return undefined;
    const from = after(start.requestedAt, -CLOCK_SECONDS);
    const { items } = await sessions.list({ chargerId, from }, SESSIONS_LOOKED_THROUGH);
    return items.find((session) => session.tokenRef === tokenRef);
  };

  return {
    async look(payment, now) {
      const { start, chargerId } = payment;
      if (!start) return { start: "missing" };
      const session = await sessionOf(payment);
      if (!session) {
        return { start: commandSight(await commands.find(operatorId, chargerId, start.commandId)) };
      }
      const readings =
        session.state === "active" ? await sessions.allReadings(session.sessionId) : [];
      return { start: "accepted", charge: chargeSight(session, readings, now) };
    },

    async makeToken({ subjectId }, expiresAt) {
      const tokenId = randomBytes(TOKEN_BYTES).toString("hex").toUpperCase();
      const tokenRef = await tokenRefOf(operatorId, tokenId);
      const createdAt = new Date().toISOString();
      await tokens.create({ operatorId, tokenId, tokenRef, subjectId, expiresAt, createdAt });
      return { tokenRef };
    },

    async sendStart(payment) {
      const { start, tokenRef, chargerId } = payment;
      if (!start || tokenRef === undefined) throw new Error("the payment has no start");
      const tokenId = await tokens.idOf(operatorId, tokenRef);
      if (tokenId === undefined) throw new Error("the token of the payment is gone");
      const { connection } = await findCharger(context, fleetTable, chargerId);
      await send(payment, start.commandId, startOf(payment, tokenId, connection?.version));
    },

    async sendStop(payment, commandId) {
      const session = await sessionOf(payment);
      if (session?.state === "active") await send(payment, commandId, stopOf(session));
    },

    retireToken: async ({ tokenRef }) =>
      tokenRef === undefined ? "unused" : tokens.retire(operatorId, tokenRef),
  };
}
