import { accessOperations } from "./access.ts";
import { accessReviewOperations } from "./access-reviews.ts";
import { adhocOperations } from "./adhoc.ts";
import { adhocProgressOperations } from "./adhoc-progress.ts";
import { adhocReceiptOperations } from "./adhoc-receipts.ts";
import { adhocSettingsOperations } from "./adhoc-settings.ts";
import { apiClientOperations } from "./api-clients.ts";
import { approvalOperations } from "./approvals.ts";
import { auditOperations } from "./audit.ts";
import { billReleaseOperations } from "./bill-release.ts";
import { chargerCertificateOperations } from "./charger-certificates.ts";
import { listChargerDeviations } from "./charger-deviations.ts";
import { listChargerMessages, watchCharger } from "./charger-messages.ts";
import { chargerRootOperations } from "./charger-roots.ts";
import { chargerSecurityOperations } from "./charger-security.ts";
import { chargerOperations } from "./chargers.ts";
import { chargingProfileOperations } from "./charging-profiles.ts";
import { commandJobOperations } from "./command-jobs.ts";
import { commandOperations } from "./commands.ts";
import { complianceOperations } from "./compliance.ts";
import { connectorCodeOperations } from "./connector-codes.ts";
import { connectorSheetOperations } from "./connector-sheets.ts";
import { consentOperations } from "./consents.ts";
import { customerKeyOperations } from "./customer-key.ts";
import { dataRequestOperations } from "./data-requests.ts";
import { deviceVariableOperations } from "./device-variables.ts";
import { driverTokenOperations } from "./driver-tokens.ts";
import { driverOperations } from "./drivers.ts";
import { grantOperations } from "./grants.ts";
import { integrationOperations } from "./integrations.ts";
import { isolationProbeOperations } from "./isolation-probes.ts";
import { jobOperations } from "./jobs.ts";
import { keyRotationOperations } from "./key-rotations.ts";
import { ledgerOperations } from "./ledger.ts";
import { localListOperations } from "./local-lists.ts";
import { meOperations } from "./me.ts";
import { memberOperations } from "./members.ts";
import type { Operation } from "./operation.ts";
import { operatorLifeOperations } from "./operator-life.ts";
import { operatorOperations } from "./operators.ts";
import { paymentNoticeOperations } from "./payment-notices.ts";
import { paymentOperations } from "./payments.ts";
import { pendingChargerOperations } from "./pending-chargers.ts";
import { platformOperations } from "./platform.ts";
import { platformApprovalOperations } from "./platform-approvals.ts";
import { platformMemberOperations } from "./platform-members.ts";
import { portabilityOperations } from "./portability.ts";
import { waiveMinimumProfile } from "./profile-waivers.ts";
import { reportedOperations } from "./reported.ts";
import { reservationOperations } from "./reservations.ts";
import { roleOperations } from "./roles.ts";
import { sessionStoryOperations } from "./session-story.ts";
import { sessionOperations } from "./sessions.ts";
import { signInOperations } from "./sign-ins.ts";
import { siteOperations } from "./sites.ts";
import { tariffOperations } from "./tariffs.ts";
import { tokenOperations } from "./tokens.ts";
import { webhookOperations } from "./webhooks.ts";

/** Every operation of the REST API, in the order in which the documentation shows them. */
export const OPERATIONS: readonly Operation[] = [
  ...approvalOperations,
  ...integrationOperations,
  ...webhookOperations,
  ...apiClientOperations,
  ...chargerOperations,
  ...pendingChargerOperations,
  listChargerDeviations,
  listChargerMessages,
  watchCharger,
  ...connectorCodeOperations,
  ...chargerSecurityOperations,
  ...chargerCertificateOperations,
  ...chargerRootOperations,
  waiveMinimumProfile,
  ...commandOperations,
  ...commandJobOperations,
  ...jobOperations,
  ...reportedOperations,
  ...deviceVariableOperations,
  ...chargingProfileOperations,
  ...localListOperations,
  ...reservationOperations,
  ...sessionOperations,
  ...billReleaseOperations,
  ...paymentOperations,
  ...ledgerOperations,
  ...paymentNoticeOperations,
  ...tokenOperations,
  ...driverOperations,
  ...driverTokenOperations,
  ...consentOperations,
  ...dataRequestOperations,
  ...portabilityOperations,
  ...keyRotationOperations,
  ...customerKeyOperations,
  ...meOperations,
  ...adhocOperations,
  ...adhocProgressOperations,
  ...adhocReceiptOperations,
  ...connectorSheetOperations,
  ...adhocSettingsOperations,
  ...tariffOperations,
  ...siteOperations,
  ...operatorOperations,
  ...operatorLifeOperations,
  ...memberOperations,
  ...roleOperations,
  ...grantOperations,
  ...accessOperations,
  ...signInOperations,
  ...accessReviewOperations,
  ...platformMemberOperations,
  ...platformApprovalOperations,
  ...isolationProbeOperations,
  ...auditOperations,
  ...sessionStoryOperations,
  ...platformOperations,
  ...complianceOperations,
];
