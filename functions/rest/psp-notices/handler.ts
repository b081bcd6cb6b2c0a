import { integrationUse } from "#adapters/dynamodb/integration-use.ts";
import { keepNotice } from "#adapters/dynamodb/payment-notices.ts";
import { secretOpener } from "#adapters/kms/sealed-secret.ts";
import { stripeCredential } from "#adapters/stripe/client.ts";
import { stripeNotice } from "#adapters/stripe/notice.ts";
import { operatorSessions } from "#adapters/sts/operator-sessions.ts";
import { takeStripeNotice } from "#contracts/rest/payment-notices.ts";
import { DomainError } from "#domain/errors.ts";
import { PSP_INTEGRATION_ID } from "#domain/integrations/integration.ts";
import { environment } from "#functions/shared/environment.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";

const integrations = integrationUse(environment("DIRECTORY_TABLE"));
const open = secretOpener(environment("CREDENTIAL_KEY_ARN"));
const paymentsTable = environment("PAYMENTS_TABLE");
const actFor = operatorSessions(environment("TENANT_ROLE_ARN"));
/** By their sealed text, so that a flood of notices asks KMS once. */
const secrets = new Map<string, string>();
const REMEMBERED = 200;

/** What notices of an operator's account are signed with; undefined where there is none. */
async function webhookSecretOf(operatorId: string): Promise<string | undefined> {
  // With the rights of this operator: the path alone must not lead to another one's secrets.
  return actFor(operatorId, () => believedSecretOf(operatorId));
}

async function believedSecretOf(operatorId: string): Promise<string | undefined> {
  const integration = await integrations.find(operatorId, PSP_INTEGRATION_ID);
  const sealed = integration?.credential?.sealed;
  // One that was cut off is still believed: what it tells is asked of Stripe, and money may be under way.
  if (integration?.kind !== "psp" || sealed === undefined) return undefined;
  const known = secrets.get(sealed);
  if (known !== undefined) return known;
  const purpose = { purpose: "integration", itemId: PSP_INTEGRATION_ID } as const;
  const text = await open(operatorId, sealed, purpose);
  const { webhookSecret } = stripeCredential(text);
  const [oldest] = secrets.keys();
  if (secrets.size >= REMEMBERED && oldest !== undefined) secrets.delete(oldest);
  secrets.set(sealed, webhookSecret);
  return webhookSecret;
}

export const handler = restHandler([
  route(takeStripeNotice, async ({ params, headers, bodyText = "", receivedAt }) => {
    const { operatorId } = params;
    const signature = headers["stripe-signature"];
    const secret = signature === undefined ? undefined : await webhookSecretOf(operatorId);
    const notice = secret === undefined ? undefined : stripeNotice(bodyText, signature, secret);
    if (!notice) {
      // The same for an operator that is none, that has no account, and for a signature of another account.
      throw new DomainError(
        "payment.notice-refused",
        "This is no notice of the operator's account.",
      );
    }
    const { eventId, paymentId } = notice;
    if (paymentId !== undefined) {
      const kept = { operatorId, paymentId, eventId, receivedAt };
      await actFor(operatorId, () => keepNotice(paymentsTable, kept));
    }
    return { body: { received: true as const } };
  }),
]);
