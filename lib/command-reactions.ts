import { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { Construct } from "constructs";
import { bindVault } from "./constructs/bind-vault.ts";
import { finishedCommands, onDomainEvents } from "./constructs/on-domain-events.ts";
import { PlatformFunction } from "./constructs/platform-function.ts";
import type { ReactionProps } from "./reaction-props.ts";

/** Makes what is known of a charger from what it answered: reservations and charging profiles. */
export function addFollowedCommands(scope: Construct, props: ReactionProps): PlatformFunction {
  const { foundation, data, failures } = props;
  const handler = new PlatformFunction(scope, "events-follow-commands", {
    foundation,
    tables: {
      Fleet: ["read", "create", "delete", "batch-write"],
      Charging: ["lookup", "create", "delete"],
    },
  });
  bindVault(handler, foundation, data.vaultKey);
  onDomainEvents(handler, {
    id: "FollowCommands",
    description: "Keeps what chargers answered about reservations and charging profiles",
    bus: data.bus,
    patterns: [
      finishedCommands([
        "CancelReservation",
        "ClearChargingProfile",
        "GetChargingProfiles",
        "GetCompositeSchedule",
        "ReserveNow",
        "SetChargingProfile",
      ]),
    ],
    failures,
    maxEventAge: Duration.hours(6),
  });
  return handler;
}

/** Keeps local authorisation lists up to date, message by message. */
export function addLocalLists(scope: Construct, props: ReactionProps): PlatformFunction {
  const { foundation, data, failures } = props;
  const handler = new PlatformFunction(scope, "events-synchronise-local-lists", {
    foundation,
    tables: { Directory: ["read"], Fleet: ["read", "create"], Charging: ["read"] },
    timeoutSeconds: 240,
  });
  bindVault(handler, foundation, data.vaultKey);
  onDomainEvents(handler, {
    id: "FollowLocalLists",
    description: "Sends chargers the next part of their local lists",
    bus: data.bus,
    patterns: [finishedCommands(["GetLocalListVersion", "SendLocalList"])],
    failures,
    maxEventAge: Duration.hours(1),
  });
  new Rule(scope, "SynchroniseLocalLists", {
    description: "Looks for local lists that are not up to date",
    schedule: Schedule.rate(Duration.minutes(5)),
    targets: [
      new LambdaFunction(handler.lambda, {
        deadLetterQueue: failures,
        retryAttempts: 2,
        maxEventAge: Duration.minutes(5),
      }),
    ],
  });
  return handler;
}
