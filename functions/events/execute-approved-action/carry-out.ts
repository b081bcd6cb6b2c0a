import type { CriticalActionName } from "#domain/access/critical-actions.ts";
import { environment } from "#functions/shared/environment.ts";
import { carryOutPlatformMember } from "./add-platform-member.ts";
import { carryOutExport } from "./allow-export.ts";
import type { CarryOut } from "./approved-action.ts";
import { carryOutRoleChange } from "./change-role.ts";
import { carryOutTariffChange } from "./change-tariff.ts";
import { carryOutLooserPolicy } from "./loosen-policy.ts";
import { carryOutMove } from "./move-member.ts";
import { carryOutOffboarding } from "./offboard.ts";
import { carryOutRefund } from "./pay-refund.ts";
import { carryOutCredential } from "./set-credential.ts";
import { carryOutCustomerKey } from "./set-customer-key.ts";
import { carryOutCommandJob } from "./start-command-job.ts";
import { carryOutGateOff } from "./switch-gate-off.ts";
import { carryOutWaiver } from "./waive-profile.ts";
import { carryOutApiClient } from "./write-api-client.ts";

const directoryTable = environment("DIRECTORY_TABLE");
const chargingTable = environment("CHARGING_TABLE");
const fleetTable = environment("FLEET_TABLE");

/** Which use case carries out which action. An action that nothing asks approval for yet has none. */
export const CARRY_OUT: Readonly<Partial<Record<CriticalActionName, CarryOut>>> = {
  "roles.change": carryOutRoleChange(directoryTable),
  "grants.privileged": carryOutMove(directoryTable),
  "platform-members.add": carryOutPlatformMember(directoryTable),
  "tariffs.change": carryOutTariffChange(chargingTable),
  "operator.export": carryOutExport(directoryTable),
  "operator.offboard": carryOutOffboarding(directoryTable),
  "api-clients.write-scopes": carryOutApiClient(directoryTable),
  "integrations.credential": carryOutCredential(directoryTable),
  "security.bot-gate-off": carryOutGateOff(directoryTable),
  "security.customer-key": carryOutCustomerKey({
    directoryTable,
    vaultTable: environment("VAULT_TABLE"),
  }),
  "commands.mass": carryOutCommandJob(fleetTable),
  "firmware.campaign": carryOutCommandJob(fleetTable),
  "refunds.over-limit": carryOutRefund(environment("PAYMENTS_TABLE")),
  "security.waive-minimum-profile": carryOutWaiver({
    directoryTable,
    fleetTable: environment("FLEET_TABLE"),
  }),
  "approvals.loosen-policy": carryOutLooserPolicy(directoryTable),
};
