import type { AppClients } from "#adapters/cognito/app-clients.ts";
import type { apiClientStore } from "#adapters/dynamodb/api-client-store.ts";
import type { ApiClient } from "#domain/access/api-client.ts";
import { refuseUngivable } from "#domain/access/api-client-rules.ts";
import { afterSeconds } from "#domain/commands/clock.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { type Issued, issue, removeSoon } from "./issue.ts";
import { refuseEnded } from "./wish.ts";

interface Rotation {
  readonly apps: AppClients;
  readonly store: ReturnType<typeof apiClientStore>;
  readonly context: TenantContext;
  readonly before: ApiClient;
  readonly overlapSeconds: number;
  readonly now: string;
}

/**
 * Puts a client with a new secret in the place of one, with the same rights and the same end; one that never had a
 * secret ends at once. Throws `api-client.ended`, and `access.forbidden` where the first secret is not the caller's, or
 * the program may do what they may not.
 */
export async function rotate(rotation: Rotation): Promise<Issued> {
  const { apps, store, context, before, overlapSeconds, now } = rotation;
  const { subject: createdBy, standing } = context;
  refuseEnded(before, now);
  const isFirst = before.issuedAt === undefined;
  if (isFirst && before.createdBy !== createdBy) {
    throw new DomainError("access.forbidden", "The secret is for whoever made the API client.", {
      reasons: ["Two people agreed that its maker gets the secret."],
    });
  }
  refuseUngivable(before, standing, now);
  await store.refuseOneMore(now, { isRotation: true });

  const { name, owner, permissions, siteIds } = before;
  const draft = {
    operatorId: context.operatorId,
    name,
    owner,
    permissions,
    ...(siteIds && { siteIds }),
    expiresAt: before.expiresAt,
    replaces: before.clientId,
    createdBy,
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
  const seconds = isFirst ? 0 : overlapSeconds;
  const expiresAt = earlier(before.expiresAt, afterSeconds(now, seconds));
  const issued = await issue(apps, draft, now, (successor) =>
    store.replace(before, successor, { expiresAt, now }),
  );
  if (seconds === 0 && !isFirst) await removeSoon(apps, before.clientId);
  return issued;
}

function earlier(one: string, other: string): string {
  return Date.parse(one) <= Date.parse(other) ? one : other;
}
