import { integrationUse } from "#adapters/dynamodb/integration-use.ts";
import { secretOpener } from "#adapters/kms/sealed-secret.ts";
import { stripeCredential } from "#adapters/stripe/client.ts";
import { stripePaymentService } from "#adapters/stripe/payment-service.ts";
import { PSP_INTEGRATION_ID } from "#domain/integrations/integration.ts";
import type { PaymentService } from "#domain/payments/payment-service.ts";
import { environment } from "#functions/shared/environment.ts";

const REMEMBERED = 200;

const integrations = integrationUse(environment("DIRECTORY_TABLE"));
const open = secretOpener(environment("CREDENTIAL_KEY_ARN"));
const places = { stripeUrl: environment("STRIPE_URL"), appUrl: environment("APP_URL") };
const opened = new Map<string, PaymentService>();

/** An operator's account at its payment service; undefined where it has none, or cut it off. Read anew each time. */
export async function paymentServiceOf(operatorId: string): Promise<PaymentService | undefined> {
  const integration = await integrations.find(operatorId, PSP_INTEGRATION_ID);
  const sealed = integration?.credential?.sealed;
  if (!integration?.enabled || integration.kind !== "psp" || sealed === undefined) return undefined;
  const known = opened.get(sealed);
  if (known) return known;

  const purpose = { purpose: "integration", itemId: PSP_INTEGRATION_ID } as const;
  const credential = stripeCredential(await open(operatorId, sealed, purpose));
  const service = stripePaymentService(credential, places);
  const [oldest] = opened.keys();
  if (opened.size >= REMEMBERED && oldest !== undefined) opened.delete(oldest);
  opened.set(sealed, service);
  return service;
}
