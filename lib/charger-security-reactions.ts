import { Duration } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { bindVault } from "./constructs/bind-vault.ts";
import { finishedCommands, onDomainEvents } from "./constructs/on-domain-events.ts";
import { onSchedule } from "./constructs/on-schedule.ts";
import { PlatformFunction } from "./constructs/platform-function.ts";
import type { ReactionProps } from "./reaction-props.ts";

/** The commands by which a charger's password, profile or certificate changes. */
const STEPS = [
  "CertificateSigned",
  "ChangeConfiguration",
  "Reset",
  "SetNetworkProfile",
  "SetVariables",
];

/** Takes changes of chargers' passwords, profiles and certificates further when the charger has answered. */
export function addChargerSecurity(
  scope: Construct,
  { foundation, data, failures }: ReactionProps,
): void {
  const handler = new PlatformFunction(scope, "events-follow-charger-security", {
    foundation,
    tables: { Fleet: ["read", "append", "update"] },
  });
  bindVault(handler, foundation, data.vaultKey);
  onDomainEvents(handler, {
    id: "FollowChargerSecurity",
    description: "Takes a change of a charger's password, profile or certificate further",
    bus: data.bus,
    patterns: [finishedCommands(STEPS)],
    failures,
    maxEventAge: Duration.hours(6),
  });
}

/** Has certificates renewed before they are over, and tells where that does not work. */
export function addCertificateWatch(
  scope: Construct,
  { foundation, data, failures }: ReactionProps,
): void {
  const handler = new PlatformFunction(scope, "events-watch-certificates", {
    foundation,
    tables: {
      Directory: ["read"],
      Fleet: ["read", "append", "delete"],
      Security: ["update"],
    },
    timeoutSeconds: 240,
  });
  bindVault(handler, foundation, data.vaultKey);
  onSchedule(handler, {
    id: "WatchCertificates",
    description: "Has chargers' certificates renewed before they are over",
    every: Duration.hours(6),
    failures,
  });
}
