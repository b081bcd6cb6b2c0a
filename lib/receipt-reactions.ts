import { Duration } from "aws-cdk-lib";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { bindVault } from "./constructs/bind-vault.ts";
import { allowMail } from "./constructs/mail-grant.ts";
import { onDomainEvents } from "./constructs/on-domain-events.ts";
import { PlatformFunction } from "./constructs/platform-function.ts";
import type { DataStack } from "./data-stack.ts";
import type { Foundation } from "./foundation.ts";

/** Sends receipts to who asked for one, and deletes the addresses. */
export function addReceipts(
  scope: Construct,
  props: { readonly foundation: Foundation; readonly data: DataStack; readonly failures: IQueue },
): PlatformFunction {
  const { foundation, data, failures } = props;
  const handler = new PlatformFunction(scope, "events-send-receipt", {
    foundation,
    tables: {
      Directory: ["lookup"],
      Fleet: ["lookup"],
      Charging: ["lookup"],
      Payments: ["lookup"],
      People: ["lookup", "update"],
    },
    timeoutSeconds: 30,
  });
  bindVault(handler, foundation, data.vaultKey);
  allowMail(handler, foundation.settings.mailFrom);
  onDomainEvents(handler, {
    id: "SendReceipt",
    description: "Sends receipts and deletes the addresses that they went to",
    bus: data.bus,
    events: ["AdHocSessionFinished", "AdHocSessionRefused"],
    failures,
    maxEventAge: Duration.hours(6),
  });
  return handler;
}
