import type { Reason, RightSource } from "./reasons.ts";

/** A reason as a sentence for people. */
export function explain(reason: Reason): string {
  switch (reason.kind) {
    case "role":
    case "grant":
    case "client":
      return `${capital(source(reason))} permits it.`;
    case "disabled":
      return `Access has been disabled since ${reason.since}.`;
    case "no-such-permission":
      return "There is no such permission.";
    case "stranger":
      return "No membership, grant or client is known here.";
    case "no-such-role":
      return `The role ${reason.roleId} does not exist here.`;
    case "lacks-permission":
      return `${capital(source(reason.of))} does not hold this permission.`;
    case "other-site":
      return `${capital(source(reason.of))} counts on ${list(reason.siteIds)} only.`;
    case "not-of-one-site":
      return `${capital(source(reason.of))} counts on single sites, not on the operator as a whole.`;
    case "not-own":
      return `${capital(source(reason.of))} counts on one's own things only.`;
    case "grant-not-approved":
      return `Grant ${reason.grantId} has not been approved.`;
    case "grant-not-started":
      return `Grant ${reason.grantId} begins at ${reason.startsAt}.`;
    case "grant-ended":
      return `Grant ${reason.grantId} ended${reason.at === undefined ? "" : ` at ${reason.at}`}.`;
    case "grant-revoked":
      return `Grant ${reason.grantId} was revoked at ${reason.at}.`;
    case "client-expired":
      return `API client ${reason.clientId} expired at ${reason.at}.`;
  }
}

function source(from: RightSource): string {
  switch (from.kind) {
    case "role":
      return `role ${from.roleId} version ${from.version} through the membership in ${from.scope}`;
    case "grant": {
      const gives = from.roleId === undefined ? "" : ` of role ${from.roleId}`;
      const until = from.until === undefined ? "" : ` until ${from.until}`;
      return `grant ${from.grantId}${gives} in ${from.scope}${until}`;
    }
    case "client":
      return `API client ${from.clientId} until ${from.until}`;
  }
}

function list(siteIds: readonly string[]): string {
  return siteIds.length === 0 ? "no site" : siteIds.join(", ");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
