import type { ApiClientView } from "#contracts/rest/api-clients.ts";
import { type ApiClient, apiClientFindings, apiClientState } from "#domain/access/api-client.ts";

/** An API client as REST shows it at a moment; its secret nobody has but the program. */
export function apiClientReply(client: ApiClient, now: string): ApiClientView {
  const { permissions, siteIds, issuedAt, fingerprint, removedAt, ...shown } = client;
  return {
    ...shown,
    permissions: [...permissions],
    ...(siteIds && { siteIds: [...siteIds] }),
    state: apiClientState(client, now),
    ...(issuedAt !== undefined &&
      fingerprint !== undefined && { secret: { fingerprint, setAt: issuedAt } }),
    findings: [...apiClientFindings(client, now)],
  };
}
