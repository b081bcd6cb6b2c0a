import { integrationUse } from "#adapters/dynamodb/integration-use.ts";
import { httpsIso15118Service } from "#adapters/iso15118/https-service.ts";
import { secretOpener } from "#adapters/kms/sealed-secret.ts";
import { ISO15118_INTEGRATION_ID } from "#domain/integrations/integration.ts";
import { environment } from "./environment.ts";
import { logger } from "./observability.ts";

/** Leaves room for an answer before the function's own time is over. */
const TIMEOUT_MS = 7_000;
/** Often enough for people to see that it works, seldom enough to cost nothing. */
const NOTED_EVERY_MS = 3_600_000;

const uses = integrationUse(environment("DIRECTORY_TABLE"));
const open = secretOpener(environment("CREDENTIAL_KEY_ARN"));
const notedMs = new Map<string, number>();

/** The operators' services for contract certificates of cars. */
export const iso15118Service = httpsIso15118Service(
  {
    async endpointOf(operatorId) {
      const integration = await uses.find(operatorId, ISO15118_INTEGRATION_ID);
      if (!integration?.enabled || !integration.url || !integration.credential) return undefined;
      const { sealed } = integration.credential;
      const purpose = { purpose: "integration", itemId: ISO15118_INTEGRATION_ID } as const;
      return { url: integration.url, secret: await open(operatorId, sealed, purpose) };
    },
    async noteSuccess(operatorId) {
      const now = Date.now();
      if (now - (notedMs.get(operatorId) ?? 0) < NOTED_EVERY_MS) return;
      await uses.noteSuccess(operatorId, ISO15118_INTEGRATION_ID, new Date(now).toISOString());
      notedMs.set(operatorId, now);
    },
    warn: (asker, reason) => logger.warn("the ISO 15118 service failed", { ...asker, reason }),
  },
  {
    allowsLoopback: environment("WEBHOOKS_TO_LOOPBACK") === "allowed",
    timeoutMs: TIMEOUT_MS,
  },
);
