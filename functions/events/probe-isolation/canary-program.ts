import type { ApiClient } from "#domain/access/api-client.ts";
import { CANARY } from "#domain/isolation/canaries.ts";
import { DUTY_SUBJECT } from "#domain/tenancy/tenant-context.ts";

const DAY_MS = 86_400_000;

/** The canary's program. Its rights end a day after the last run that renewed them. */
export function canaryProgram(clientId: string, now: string): ApiClient {
  return {
    operatorId: CANARY.own,
    clientId,
    name: "Canary",
    owner: DUTY_SUBJECT,
    permissions: [
      "sites:read",
      "chargers:read",
      "tokens:read",
      "tokens:write",
      "tariffs:write",
      "commands:send",
    ],
    expiresAt: renewedUntil(now),
    createdBy: DUTY_SUBJECT,
    issuedAt: now,
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
}

function renewedUntil(now: string): string {
  return new Date(Date.parse(now) + DAY_MS).toISOString();
}

/** Rights that end before this are renewed. */
export function renewalDue(now: string): string {
  return new Date(Date.parse(now) + DAY_MS / 2).toISOString();
}
