import { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { bindVault } from "./constructs/bind-vault.ts";
import { onDomainEvents } from "./constructs/on-domain-events.ts";
import { PlatformFunction } from "./constructs/platform-function.ts";
import type { DataStack } from "./data-stack.ts";
import type { Foundation } from "./foundation.ts";

/**
 * Brings payments on, woken by what happens to them and by the clock: the only function that takes and gives back money.
 */
export function addPayments(
  scope: Construct,
  props: {
    readonly foundation: Foundation;
    readonly data: DataStack;
    readonly appUrl: string;
    readonly failures: IQueue;
  },
): PlatformFunction {
  const { foundation, data, appUrl, failures } = props;
  const handler = new PlatformFunction(scope, "events-advance-payments", {
    foundation,
    tables: {
      Directory: ["lookup"],
      Charging: ["read", "update", "create"],
      Fleet: ["lookup", "create"],
      Payments: ["read", "create"],
    },
    timeoutSeconds: 55,
  });
  bindVault(handler, foundation, data.vaultKey);
  handler.setVariable("CREDENTIAL_KEY_ARN", data.credentialKey.keyArn);
  data.credentialKey.allowOpening(handler.lambda, "integration");
  handler.setVariable("STRIPE_URL", foundation.settings.stripeUrl);
  handler.setVariable("APP_URL", appUrl);
  onDomainEvents(handler, {
    id: "AdvancePayments",
    description: "Brings payments on by what happened to them",
    bus: data.bus,
    events: [
      "AdHocSessionCleared",
      "AdHocStopRequested",
      "CommandFinished",
      "PaymentNoticed",
      "SessionCorrected",
      "SessionEnded",
      "SessionStarted",
    ],
    failures,
    maxEventAge: Duration.hours(1),
  });
  new Rule(scope, "SweepPayments", {
    description: "Brings payments on that wait for nothing but time",
    schedule: Schedule.rate(Duration.minutes(1)),
    targets: [
      new LambdaFunction(handler.lambda, {
        deadLetterQueue: failures,
        retryAttempts: 0,
        maxEventAge: Duration.minutes(1),
      }),
    ],
  });
  return handler;
}
