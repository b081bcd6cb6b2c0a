import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { appClients } from "#adapters/cognito/app-clients.ts";
import { tokenService } from "#adapters/cognito/client-credentials.ts";
import { canaryStore } from "#adapters/dynamodb/canary-store.ts";
import { recordProbe } from "#adapters/dynamodb/isolation-probe-store.ts";
import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import { tenantWall } from "#adapters/dynamodb/tenant-wall.ts";
import { eventPublisher } from "#adapters/eventbridge/event-publisher.ts";
import { secretOpener, secretSealer } from "#adapters/kms/sealed-secret.ts";
import { publicApi } from "#adapters/rest/public-api.ts";
import { operatorSessions } from "#adapters/sts/operator-sessions.ts";
import { CANARY } from "#domain/isolation/canaries.ts";
import { probeIsolation } from "#domain/isolation/probe-isolation.ts";
import { enterOnDuty } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";
import { canaryItems } from "./canary-items.ts";
import { canaryProgram, renewalDue } from "./canary-program.ts";
import { report } from "./report.ts";
import { signIn } from "./sign-in.ts";

const PURPOSE = { purpose: "canary", itemId: "CANARY-CREDENTIAL" } as const;
const directoryTable = environment("DIRECTORY_TABLE");
const securityTable = environment("SECURITY_TABLE");
const keyArn = environment("CREDENTIAL_KEY_ARN");
const appUrl = environment("APP_URL");
const store = canaryStore(directoryTable);
const readAsTenant = tenantWall(operatorSessions(environment("TENANT_ROLE_ARN")), directoryTable);
const open = secretOpener(keyArn);
const clients = appClients(environment("API_CLIENT_POOL_ID"));
const fetchToken = tokenService(environment("API_TOKEN_URL"));
const reportPorts = {
  record: (probe: Parameters<typeof recordProbe>[1]) => recordProbe(securityTable, probe),
  recordSignal: signalStore(securityTable).recordSignal,
  publish: eventPublisher(environment("EVENT_BUS")),
};

/** Woken by the clock: tries to cross from one canary operator to the other, and says so where it gets through. */
export const handler = middy(async (_event: unknown, { awsRequestId }: Context) => {
  const now = () => new Date().toISOString();
  await makeCanaries(awsRequestId, now());
  const accessToken = await accessTokenOrNone(awsRequestId, now());
  const call = accessToken === undefined ? async () => undefined : publicApi(appUrl, accessToken);
  await report(await probeIsolation(awsRequestId, { call, readAsTenant, now }), reportPorts);
});

async function makeCanaries(requestId: string, now: string): Promise<void> {
  const items = Object.values(CANARY).flatMap((id) => canaryItems(id, requestId, now));
  for (const { table, item } of items) await store.ensure(environment(table), item);
}

/** Without a token the run is blind, which is an alarm of its own. */
async function accessTokenOrNone(requestId: string, now: string): Promise<string | undefined> {
  const seal = secretSealer(enterOnDuty(CANARY.own, requestId), keyArn);
  try {
    const { clientId, accessToken } = await signIn({
      ...store,
      open: (sealed) => open(CANARY.own, sealed, PURPOSE),
      seal: (secret) => seal(secret, PURPOSE),
      createClient: clients.create,
      fetchToken,
    });
    await store.admit(canaryProgram(clientId, now), renewalDue(now));
    return accessToken;
  } catch (error) {
    logger.error("the canary could not sign in", { error });
    return undefined;
  }
}
