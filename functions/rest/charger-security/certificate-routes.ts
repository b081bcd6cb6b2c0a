import { certificateStates } from "#adapters/dynamodb/certificate-states.ts";
import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { findCharger } from "#adapters/dynamodb/find-charger.ts";
import {
  listChargerCertificates,
  renewChargerCertificate,
  revokeChargerCertificate,
} from "#contracts/rest/charger-certificates.ts";
import { renewalMessage } from "#domain/certificates/renewal.ts";
import { spokenVersion } from "#domain/fleet/start-change.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { followingCommand } from "#functions/shared/following-command.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { route } from "#functions/shared/rest-route.ts";

const { fleetTable } = fleetTables;
const certificates = certificateStates(fleetTable);
const commands = commandStore(fleetTable, sealerOf);

/** The certificates of a charger. */
export const certificateRoutes = [
  route(listChargerCertificates, async ({ context, params }) => {
    const charger = await findCharger(context, fleetTable, params.chargerId);
    return { body: { items: [...(await certificates.list(charger))] } };
  }),

  route(renewChargerCertificate, async ({ context, params, receivedAt }) => {
    const charger = await findCharger(context, fleetTable, params.chargerId);
    const command = followingCommand({
      ...renewalMessage(spokenVersion(charger)),
      ...{ operatorId: context.operatorId, chargerId: charger.chargerId },
      ...{ connected: true, createdBy: context.subject, createdAt: receivedAt },
    });
    await commands.create(command);
    return { body: command };
  }),

  route(revokeChargerCertificate, async ({ context, params, receivedAt }) => {
    const { chargerId } = await findCharger(context, fleetTable, params.chargerId);
    const { certificateId } = params;
    return { body: await certificates.revoke(context, chargerId, certificateId, receivedAt) };
  }),
];
