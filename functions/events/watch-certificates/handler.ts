import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { certificatesDue } from "#adapters/dynamodb/certificates-due.ts";
import { everyOperator } from "#adapters/dynamodb/every-operator.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { lookAtCertificate } from "./look-at-certificate.ts";

const due = certificatesDue(environment("FLEET_TABLE"), sealerOf);

/** Woken by the clock: has certificates renewed that are over in 30 days, operator by operator. */
export const handler = middy(async () => {
  const now = new Date().toISOString();
  let failures = 0;
  for await (const { operatorId } of everyOperator(environment("DIRECTORY_TABLE"))) {
    for (const each of await due.list(operatorId, now)) {
      try {
        await due.looked(each, await lookAtCertificate(each, now));
      } catch (error) {
        // What fails for one charger is none of the others' business; the next run tries again.
        logger.error("a certificate could not be looked at", { ...each.key, error });
        failures++;
      }
    }
  }
  if (failures > 0) throw new Error(`${failures} certificates could not be looked at`);
}).use(injectLambdaContext(logger, { resetKeys: true }));
