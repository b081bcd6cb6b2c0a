import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { findCharger } from "#adapters/dynamodb/find-charger.ts";
import { listedTokens } from "#adapters/dynamodb/listed-tokens.ts";
import { localListStore } from "#adapters/dynamodb/local-list-store.ts";
import { readLocalList, synchroniseLocalList } from "#contracts/rest/local-lists.ts";
import { DomainError } from "#domain/errors.ts";
import { type LocalList, newLocalList } from "#domain/local-lists/local-list.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { chargerCommand } from "#functions/shared/charger-command.ts";
import { demand } from "#functions/shared/demand.ts";
import { environment } from "#functions/shared/environment.ts";
import { listLimits } from "#functions/shared/list-limits.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { localListReply } from "./list-reply.ts";

const fleetTable = environment("FLEET_TABLE");
const chargingTable = environment("CHARGING_TABLE");
const lists = localListStore(fleetTable);
const commands = commandStore(fleetTable, sealerOf);

export const handler = restHandler(
  [
    route(readLocalList, async ({ context, params, receivedAt }) => {
      const { operatorId, chargerId } = await findCharger(context, fleetTable, params.chargerId);
      return {
        body: await shown(context, chargerId, await lists.find(operatorId, chargerId), receivedAt),
      };
    }),

    route(synchroniseLocalList, async ({ context, params, body, receivedAt }) => {
      const charger = await findCharger(context, fleetTable, params.chargerId);
      const { operatorId, chargerId, siteId } = charger;
      demand(context, { permission: synchroniseLocalList.permission, siteId, now: receivedAt });
      const found = await lists.find(operatorId, chargerId);
      const list = asked(found ?? newLocalList(operatorId, chargerId), body.full);
      if (!(await lists.write(list))) {
        throw new DomainError("request.conflict", "The list is being worked on. Try again.");
      }
      // What follows from its answer, events-synchronise-local-lists does.
      const command = chargerCommand(charger, {
        action: "GetLocalListVersion",
        payload: {},
        createdBy: context.subject,
        createdAt: receivedAt,
      });
      await commands.create(command);
      return { body: await shown(context, chargerId, list, receivedAt) };
    }),
  ],
  staffGate,
);

/** A list that somebody wants synchronised now, whatever failed before. */
function asked(list: LocalList, full: boolean): LocalList {
  const { failedAs, retryAt, ...rest } = list;
  return full ? { ...rest, isKnown: false } : rest;
}

async function shown(
  { operatorId }: TenantContext,
  chargerId: string,
  list: LocalList | undefined,
  now: string,
) {
  const [wanted, limits] = await Promise.all([
    listedTokens({ operatorId }, chargingTable, sealerOf).wanted(now),
    listLimits(fleetTable, { operatorId, chargerId }),
  ]);
  return localListReply(chargerId, list, wanted, limits);
}
