import type { Resolver } from "../assembly/resolver.ts";
import type { EndpointService, LocalService, WriteLog } from "../services.ts";
import { createAuthentication } from "./authenticate.ts";
import { assertKnownConditions } from "./condition-keys.ts";
import { createCredentialStore } from "./credentials.ts";
import { createEvaluation } from "./evaluate.ts";
import { startFrontDoor } from "./front-door.ts";
import { createGuard } from "./guard.ts";
import { type GuardedService, guardedServices } from "./guarded-services.ts";
import { assertAllowed, lambdaServiceCalls } from "./lambda-service.ts";
import { readPolicies } from "./policies.ts";
import { readResourceFacts } from "./resources.ts";
import { startSts } from "./sts.ts";
import { startUsage } from "./usage.ts";
import { usageFile } from "./usage-file.ts";

export interface IamOptions {
  readonly resolver: Resolver;
  readonly dataDir: string;
  readonly writeLog: WriteLog;
}

/** IAM for one machine: every call of a function is signed by that function and judged by the templates' policies. */
export interface Iam extends LocalService {
  readonly stsEndpoint: string;
  /** A function's own credentials, as its environment has them. Throws for a function without a role in the templates. */
  readonly environmentOf: (functionName: string) => Readonly<Record<string, string>>;
  /** Puts a guard before a service that listens at `upstream`. */
  readonly guard: (service: GuardedService, upstream: string) => Promise<EndpointService>;
}

/** Starts it; throws one sentence when a policy has a condition that cannot be judged here, or a role lacks what Lambda itself needs. */
export async function startIam({ resolver, dataDir, writeLog }: IamOptions): Promise<Iam> {
  const policies = readPolicies(resolver);
  assertKnownConditions(policies);
  const facts = readResourceFacts(resolver);
  const services = guardedServices(facts);
  const credentials = createCredentialStore();
  const decide = createEvaluation(policies);
  const usage = startUsage(usageFile(dataDir));
  const { record } = usage;
  await assertAllowed(lambdaServiceCalls(resolver, facts), { policies, decide, record });
  const authenticationOf = (signingName: string) =>
    createAuthentication({ credentials, signingName });
  const sts = await startSts({
    credentials,
    policies,
    authenticate: authenticationOf("sts"),
    decide,
    record,
    writeLog,
  });

  return {
    name: "IAM",
    stsEndpoint: sts.endpoint,
    environmentOf: (functionName) => {
      const principal = policies.functions.get(functionName);
      if (principal === undefined) throw new Error(`The function ${functionName} has no role.`);
      const issued = credentials.issue(principal);
      return {
        AWS_ACCESS_KEY_ID: issued.accessKeyId,
        AWS_SECRET_ACCESS_KEY: issued.secretAccessKey,
        AWS_SESSION_TOKEN: issued.sessionToken,
      };
    },
    guard: (service, upstream) => {
      const { read, answerRefusal } = services[service];
      const authenticate = authenticationOf(service);
      const guard = createGuard({ authenticate, read, decide, record });
      return startFrontDoor({ name: service, upstream, guard, answerRefusal, writeLog });
    },
    stop: async () => {
      await sts.stop();
      await usage.stop();
    },
  };
}
