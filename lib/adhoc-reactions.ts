import { Duration } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { onDomainEvents } from "./constructs/on-domain-events.ts";
import { PlatformFunction } from "./constructs/platform-function.ts";
import type { ReactionProps } from "./reaction-props.ts";
import { RECAPTCHA } from "./recaptcha.ts";

/** Asks whether a person wants to charge: the only function that opens what operators are known to reCAPTCHA by. */
export function addAdHocAssessment(scope: Construct, props: ReactionProps): PlatformFunction {
  const { foundation, data, failures } = props;
  const handler = new PlatformFunction(scope, "events-assess-adhoc-session", {
    foundation,
    // A driver waits for it: its CPU counts, and grows with the memory.
    memoryMb: 512,
    tables: {
      Directory: ["lookup", "update"],
      Charging: ["lookup", "append", "update", "delete"],
      Security: ["update"],
    },
  });
  handler.setVariable("CREDENTIAL_KEY_ARN", data.credentialKey.keyArn);
  data.credentialKey.allowOpening(handler.lambda, "adhoc-token");
  data.credentialKey.allowOpening(handler.lambda, "integration");
  handler.setVariable("RECAPTCHA_API_URL", RECAPTCHA.apiUrl);
  handler.setVariable("RECAPTCHA_TOKEN_URL", RECAPTCHA.tokenUrl);
  onDomainEvents(handler, {
    id: "AssessAdHocSession",
    description: "Judges attempts to charge without an account",
    bus: data.bus,
    events: ["AdHocSessionRequested", "AdHocSessionFinished", "AdHocGateTestRequested"],
    failures,
    // What comes later than two minutes is refused unasked; the other two may take longer.
    maxEventAge: Duration.hours(1),
  });
  return handler;
}
