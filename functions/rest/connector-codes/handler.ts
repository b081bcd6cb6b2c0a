import { randomBytes } from "node:crypto";
import { base32 } from "#adapters/base32.ts";
import { connectorCodeStore } from "#adapters/dynamodb/connector-code-store.ts";
import { findCharger } from "#adapters/dynamodb/find-charger.ts";
import {
  createConnectorCode,
  displayConnectorCode,
  listConnectorCodes,
  rotateConnectorCode,
  withdrawConnectorCode,
} from "#contracts/rest/connector-codes.ts";
import { type ConnectorCode, refuseEndedCode } from "#domain/adhoc/connector-code.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { defined } from "#functions/shared/defined.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { codeReply, urlOfCode } from "./code-reply.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** 80 random bits. */
const CODE_ID_CHARACTERS = 16;

const fleetTable = environment("FLEET_TABLE");
const newCodeId = () => base32(randomBytes(10), CODE_ID_CHARACTERS);
const later = (now: string, ms: number) => new Date(Date.parse(now) + ms).toISOString();

/** The codes of a charger on a site of the caller's. Throws `charger.not-found`. */
async function codesOf(context: TenantContext, chargerId: string) {
  await findCharger(context, fleetTable, chargerId);
  return connectorCodeStore(context, fleetTable, chargerId);
}

export const handler = restHandler(
  [
    route(listConnectorCodes, async ({ context, params, query, receivedAt }) => {
      const store = await codesOf(context, params.chargerId);
      const list = listOf(context, `chargers/${params.chargerId}/codes`, query);
      const page = await store.list(query.limit, placeIn(list, query));
      const items = await Promise.all(page.items.map((code) => codeReply(code, receivedAt)));
      return { body: { items, ...nextCursor(list, page) } };
    }),

    route(createConnectorCode, async ({ context, params, body, receivedAt: now }) => {
      const store = await codesOf(context, params.chargerId);
      const { connectorId, kind, label, ...more } = body;
      const code: ConnectorCode = {
        ...defined(more),
        operatorId: context.operatorId,
        chargerId: params.chargerId,
        codeId: newCodeId(),
        connectorId,
        kind,
        label,
        createdAt: now,
        updatedAt: now,
        version: 1,
      };
      await store.create(code);
      return { body: await codeReply(code, now) };
    }),

    route(rotateConnectorCode, async ({ context, params, body, receivedAt: now }) => {
      const store = await codesOf(context, params.chargerId);
      const before = await store.find(params.codeId);
      refuseReplaced(before, now);
      const { endsAt: _, ...kept } = before;
      const life = { createdAt: now, updatedAt: now, version: 1 };
      const after: ConnectorCode = { ...kept, ...life, codeId: newCodeId() };
      const endsAt = later(now, body.overlapHours * HOUR_MS);
      await store.replace(before, after, { endsAt, now });
      return { body: await codeReply(after, now) };
    }),

    route(withdrawConnectorCode, async ({ context, params, receivedAt: now }) => {
      const store = await codesOf(context, params.chargerId);
      const before = await store.find(params.codeId);
      if (before.endsAt === undefined || before.endsAt > now) await store.withdraw(before, now);
      return { body: await codeReply(await store.find(params.codeId), now) };
    }),

    route(displayConnectorCode, async ({ context, params, body, receivedAt: now }) => {
      const store = await codesOf(context, params.chargerId);
      const code = await store.find(params.codeId);
      if (code.kind !== "display") {
        throw new DomainError("adhoc.code-not-found", "The code is for a sticker.");
      }
      refuseEndedCode(code, now);
      const expiresAt = later(now, body.minutes * MINUTE_MS);
      return { body: { codeId: code.codeId, url: await urlOfCode(code, expiresAt), expiresAt } };
    }),
  ],
  staffGate,
);

/** One that has an end was replaced already: a second heir would be a second sticker. */
function refuseReplaced({ endsAt }: ConnectorCode, now: string): void {
  if (endsAt === undefined) return;
  const when = endsAt > now ? "It was replaced already." : "It is over.";
  throw new DomainError("request.conflict", when);
}
