import { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { Construct } from "constructs";
import { PlatformFunction } from "./constructs/platform-function.ts";
import type { ReactionProps } from "./reaction-props.ts";
import { KEPT_PURPOSES, VAULT_USES } from "./vault-uses.ts";

/** Erases a driver, woken by the event that their erasure began. It destroys keys and uses none. */
export function addErasure(scope: Construct, props: ReactionProps): PlatformFunction {
  const { foundation, data } = props;
  const handler = new PlatformFunction(scope, "events-erase-driver", {
    foundation,
    tables: {
      People: ["read", "write"],
      Charging: ["lookup", "write"],
      Vault: ["read", "write"],
    },
    timeoutSeconds: 240,
  });
  handler.setVariable("VAULT_KEY_ARN", data.vaultKey.keyArn);
  react(scope, handler, props, {
    id: "EraseDriver",
    description: "Erases drivers",
    detailType: ["DriverErasureStarted"],
  });
  return handler;
}

/** Files sessions with the drivers whose cards started them. */
export function addDriverSessions(scope: Construct, props: ReactionProps): PlatformFunction {
  const handler = new PlatformFunction(scope, "events-file-driver-session", {
    foundation: props.foundation,
    tables: { People: ["write"], Charging: ["lookup"] },
  });
  react(scope, handler, props, {
    id: "FileDriverSession",
    description: "Files sessions with their drivers",
    detailType: ["SessionStarted", "SessionEnded"],
  });
  return handler;
}

/** Replaces an operator's keys, woken by the start of a rotation and by its own progress. */
export function addKeyRotation(scope: Construct, props: ReactionProps): PlatformFunction {
  const { foundation, data } = props;
  const handler = new PlatformFunction(scope, "events-rotate-keys", {
    foundation,
    tables: {
      People: ["read", "write"],
      Charging: ["read", "update"],
      Fleet: ["read", "update"],
      Security: ["read", "update"],
      Vault: ["read", "update"],
    },
    timeoutSeconds: 240,
  });
  handler.setVariable("VAULT_KEY_ARN", data.vaultKey.keyArn);
  const use = VAULT_USES[handler.bundle];
  if (use) data.vaultKey.allowUse(handler.lambda, use);
  data.vaultKey.allowRewrapping(handler.lambda, KEPT_PURPOSES);
  react(scope, handler, props, {
    id: "RotateKeys",
    description: "Replaces keys of personal data, part by part",
    detailType: ["KeyRotationStarted", "KeyRotationAdvanced"],
  });
  return handler;
}

/** Warns of requests that are due, and destroys what was kept long enough. */
export function addPrivacyDuties(scope: Construct, { foundation, failures }: ReactionProps) {
  const handler = new PlatformFunction(scope, "events-run-privacy-duties", {
    foundation,
    tables: {
      Directory: ["read"],
      People: ["read", "write"],
      Charging: ["read", "write"],
      Security: ["update"],
    },
    timeoutSeconds: 240,
  });
  new Rule(scope, "RunPrivacyDuties", {
    description: "Warns of requests of data subjects, and destroys what was kept long enough",
    schedule: Schedule.rate(Duration.hours(6)),
    targets: [
      new LambdaFunction(handler.lambda, {
        deadLetterQueue: failures,
        retryAttempts: 2,
        maxEventAge: Duration.hours(1),
      }),
    ],
  });
  return handler;
}

function react(
  scope: Construct,
  handler: PlatformFunction,
  { data, failures }: ReactionProps,
  rule: { readonly id: string; readonly description: string; readonly detailType: string[] },
): void {
  const { id, description, detailType } = rule;
  new Rule(scope, id, {
    description,
    eventBus: data.bus,
    eventPattern: { source: ["chargeward"], detailType },
    targets: [
      new LambdaFunction(handler.lambda, {
        deadLetterQueue: failures,
        retryAttempts: 20,
        maxEventAge: Duration.hours(6),
      }),
    ],
  });
}
