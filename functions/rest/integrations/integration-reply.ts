import type { IntegrationView } from "#contracts/rest/integrations.ts";
import { daysBetween, findingsOf, type Integration } from "#domain/integrations/integration.ts";

/** An integration as REST shows it: of its secret only what it can be recognised by. */
export function integrationReply(integration: Integration, now: string): IntegrationView {
  const { credential, scopes, ...shown } = integration;
  return {
    ...shown,
    scopes: [...scopes],
    findings: [...findingsOf(integration, now)],
    ...(credential && {
      credential: {
        fingerprint: credential.fingerprint,
        setAt: credential.setAt,
        setBy: credential.setBy,
        ageDays: daysBetween(credential.setAt, now),
      },
    }),
  };
}
