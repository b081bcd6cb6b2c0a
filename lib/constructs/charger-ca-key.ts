import type { Construct } from "constructs";
import type { Stage } from "../settings.ts";
import { SigningKey } from "./signing-key.ts";

/** Signs the certificates of chargers, and those of each operator's CA. */
export class ChargerCaKey extends SigningKey {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      description: "Chargeward: certificates of chargers",
      alias: `chargeward-${stage}-charger-ca`,
    });
  }
}
