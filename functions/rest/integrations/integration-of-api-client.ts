import type { IntegrationView } from "#contracts/rest/integrations.ts";
import { type ApiClient, apiClientFindings, apiClientState } from "#domain/access/api-client.ts";
import { daysBetween } from "#domain/integrations/integration.ts";

/** A program as an entry of the registry. */
export function integrationOfApiClient(client: ApiClient) {
  const { operatorId, clientId, name, owner, permissions, expiresAt } = client;
  const { issuedAt, fingerprint, createdBy, lastUsedAt, createdAt, updatedAt, version } = client;
  return (now: string): IntegrationView => ({
    operatorId,
    integrationId: clientId,
    kind: "api-client",
    name,
    owner,
    scopes: [...permissions],
    enabled: apiClientState(client, now) === "active",
    ...(issuedAt !== undefined &&
      fingerprint !== undefined && {
        credential: {
          fingerprint,
          setAt: issuedAt,
          setBy: createdBy,
          ageDays: daysBetween(issuedAt, now),
        },
      }),
    ...(lastUsedAt !== undefined && { lastSuccessAt: lastUsedAt }),
    expiresAt,
    findings: [...apiClientFindings(client, now)],
    managedAt: `/v1/operators/${operatorId}/api-clients/${clientId}`,
    createdAt,
    updatedAt,
    version,
  });
}
