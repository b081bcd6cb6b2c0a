import * as z from "zod";
import { apiClientStore } from "#adapters/dynamodb/api-client-store.ts";
import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { roleStore } from "#adapters/dynamodb/role-store.ts";
import { apiClientWish } from "#contracts/rest/api-clients.ts";
import {
  gainedByApiClient,
  refuseUnfitApiClient,
  refuseUngivable,
} from "#domain/access/api-client-rules.ts";
import { isPermission } from "#domain/access/permissions.ts";
import { standingOf } from "#domain/access/standing-of.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import type { CarryOut } from "./approved-action.ts";

const payloadOf = apiClientWish.extend({
  clientId: z.string(),
  /** Of the client as it was; 0 for a new one. */
  version: z.int(),
});

/** Lets a program do more than read. A new one has no secret yet: its maker fetches it. */
export function carryOutApiClient(directoryTable: string): CarryOut {
  return async ({ context, payload, closing, now }) => {
    const { clientId, version, permissions, siteIds, ...wanted } = payloadOf.parse(payload);
    const wish = {
      ...wanted,
      permissions: permissions.filter(isPermission),
      ...(siteIds && { siteIds }),
    };
    const store = apiClientStore(context, directoryTable);
    const before = version === 0 ? undefined : await store.find(clientId);
    if (before && before.version !== version) {
      throw new DomainError("version.conflict", "It was changed since this was asked for.");
    }
    const gained = before ? gainedByApiClient(before, wish) : wish.permissions;
    refuseUnfitApiClient(wish, now);
    const maker = await makerOf(context, directoryTable);
    refuseUngivable({ ...wish, permissions: gained }, maker, now);

    if (before) {
      return store.change(before, { ...wish, siteIds: wish.siteIds ?? null }, now, [closing]);
    }
    const { operatorId, subject: createdBy } = context;
    const life = { createdBy, createdAt: now, updatedAt: now, version: 1 };
    return store.create({ ...wish, ...life, operatorId, clientId }, [closing]);
  };
}

/** What the maker holds now: they may have left since they asked. */
async function makerOf(context: TenantContext, directoryTable: string) {
  const { subject, operatorId } = context;
  const [member, { roles }] = await Promise.all([
    memberStore(context, directoryTable).lookUp(subject),
    roleStore(context, directoryTable).current(),
  ]);
  return standingOf({ subject, operatorId }, member ? [member] : [], roles);
}
