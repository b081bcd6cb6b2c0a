import type { IntegrationView } from "#contracts/rest/integrations.ts";
import type { Webhook } from "#domain/webhooks/webhook.ts";
import { integrationReply } from "./integration-reply.ts";

/** A webhook as an entry of the registry. */
export function integrationOfWebhook(webhook: Webhook) {
  const { operatorId, webhookId, url, owner, events, secret, enabled } = webhook;
  const { disabledAt, lastSuccessAt, createdAt, updatedAt, version } = webhook;
  return (now: string): IntegrationView => ({
    ...integrationReply(
      {
        operatorId,
        integrationId: webhookId,
        kind: "webhook",
        name: new URL(url).host,
        owner,
        url,
        scopes: events,
        credential: secret,
        enabled,
        ...(disabledAt !== undefined && { disabledAt }),
        ...(lastSuccessAt !== undefined && { lastSuccessAt }),
        createdAt,
        updatedAt,
        version,
      },
      now,
    ),
    managedAt: `/v1/operators/${operatorId}/webhooks/${webhookId}`,
  });
}
