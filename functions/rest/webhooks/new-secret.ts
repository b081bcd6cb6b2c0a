import { fingerprintOf } from "#adapters/credentials/fingerprint.ts";
import { secretSealer } from "#adapters/kms/sealed-secret.ts";
import { newWebhookSecret } from "#adapters/webhooks/signature.ts";
import type { SealedCredential } from "#domain/integrations/integration.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";

/** Makes a secret for a webhook: the text to show once, and what is kept. */
export async function newSecret(
  context: TenantContext,
  webhook: { readonly webhookId: string; readonly keyArn: string; readonly now: string },
): Promise<{ readonly text: string; readonly secret: SealedCredential }> {
  const { webhookId, keyArn, now } = webhook;
  const text = newWebhookSecret();
  const seal = secretSealer(context, keyArn);
  const sealed = await seal(text, { purpose: "webhook", itemId: webhookId });
  const fingerprint = fingerprintOf(text, context.operatorId, webhookId);
  return { text, secret: { sealed, fingerprint, setAt: now, setBy: context.subject } };
}
