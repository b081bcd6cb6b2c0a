import type { Construct } from "constructs";
import type { Stage } from "../settings.ts";
import { SigningKey } from "./signing-key.ts";

/** Signs what the audit journal claims. */
export class AuditSigningKey extends SigningKey {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      description: "Chargeward: anchors and exports of the audit journal",
      alias: `chargeward-${stage}-audit`,
    });
  }
}
