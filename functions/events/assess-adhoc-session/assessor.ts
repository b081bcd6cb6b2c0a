import { integrationUse } from "#adapters/dynamodb/integration-use.ts";
import { secretOpener } from "#adapters/kms/sealed-secret.ts";
import { enterpriseAssessor } from "#adapters/recaptcha/enterprise-assessor.ts";
import { googleCredential } from "#adapters/recaptcha/google-credential.ts";
import { RECAPTCHA_INTEGRATION_ID } from "#domain/integrations/integration.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";

/** A driver waits for it. */
const TIMEOUT_MS = 2_000;
/** Often enough for people to see that it works, seldom enough to cost nothing. */
const NOTED_EVERY_MS = 3_600_000;

const uses = integrationUse(environment("DIRECTORY_TABLE"));
const open = secretOpener(environment("CREDENTIAL_KEY_ARN"));
const notedMs = new Map<string, number>();

/** The operators' reCAPTCHA: the one place where its credential is opened. */
export const assessor = enterpriseAssessor({
  apiUrl: environment("RECAPTCHA_API_URL"),
  tokenUrl: environment("RECAPTCHA_TOKEN_URL"),
  timeoutMs: TIMEOUT_MS,

  async credentialOf(operatorId) {
    const integration = await uses.find(operatorId, RECAPTCHA_INTEGRATION_ID);
    if (!integration?.enabled || !integration.credential) return undefined;
    const purpose = { purpose: "integration", itemId: RECAPTCHA_INTEGRATION_ID } as const;
    return googleCredential(await open(operatorId, integration.credential.sealed, purpose));
  },

  async noteSuccess(operatorId) {
    const now = Date.now();
    if (now - (notedMs.get(operatorId) ?? 0) < NOTED_EVERY_MS) return;
    notedMs.set(operatorId, now);
    await uses.noteSuccess(operatorId, RECAPTCHA_INTEGRATION_ID, new Date(now).toISOString());
  },

  warn: (operatorId, reason) => logger.warn("reCAPTCHA failed", { operatorId, reason }),
});
