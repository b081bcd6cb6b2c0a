import type { Delivery } from "#domain/webhooks/delivery.ts";
import type { Webhook } from "#domain/webhooks/webhook.ts";

/** A webhook as REST shows it: of its secret only what it can be recognised by. */
export function webhookReply({ secret, formerSecret, events, ...shown }: Webhook) {
  return {
    ...shown,
    events: [...events],
    secretFingerprint: secret.fingerprint,
    secretSetAt: secret.setAt,
  };
}

/** A delivery as REST shows it: of one that is over there is no next attempt. */
export function deliveryReply({ nextAttemptAt, ...delivery }: Delivery) {
  return { ...delivery, ...(delivery.state === "pending" && { nextAttemptAt }) };
}
