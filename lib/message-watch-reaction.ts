import { Duration } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { onDomainEvents } from "./constructs/on-domain-events.ts";
import { PlatformFunction } from "./constructs/platform-function.ts";
import type { ReactionProps } from "./reaction-props.ts";

/** Tells the socket of a charger that its messages are watched. */
export function addMessageWatch(scope: Construct, props: ReactionProps): PlatformFunction {
  const { foundation, data, failures } = props;
  const handler = new PlatformFunction(scope, "events-follow-watch", {
    foundation,
    tables: { Fleet: ["lookup"], Connections: ["update"] },
  });
  onDomainEvents(handler, {
    id: "FollowWatch",
    description: "Tells a charger's socket that somebody watches its messages",
    bus: data.bus,
    events: ["MessageWatchStarted", "ChargerConnected"],
    failures,
    // No watch lasts longer.
    maxEventAge: Duration.hours(1),
  });
  return handler;
}
