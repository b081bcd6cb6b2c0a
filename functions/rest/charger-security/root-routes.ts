import { certificateReader } from "#adapters/dynamodb/certificate-reader.ts";
import { chargerRootStore } from "#adapters/dynamodb/charger-root-store.ts";
import { readRoot } from "#adapters/x509/read-root.ts";
import {
  addChargerRoot,
  deleteChargerRoot,
  listChargerRoots,
} from "#contracts/rest/charger-roots.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { route } from "#functions/shared/rest-route.ts";

const { fleetTable } = fleetTables;
const storeOf = (context: TenantContext) => chargerRootStore(context, fleetTable);

/** The CAs whose certificates an operator's chargers may bear. */
export const rootRoutes = [
  route(listChargerRoots, async ({ context }) => {
    const [authority, items] = await Promise.all([
      certificateReader(fleetTable).authority(context.operatorId),
      storeOf(context).list(),
    ]);
    return { body: { items: [...items], ...(authority && { authority }) } };
  }),

  route(addChargerRoot, async ({ context, body, receivedAt }) => {
    const { operatorId } = context;
    const life = { createdAt: receivedAt, updatedAt: receivedAt, version: 1 };
    const root = { ...readRoot(body.pem, receivedAt), operatorId, name: body.name, ...life };
    await storeOf(context).add(root, receivedAt);
    const location = `/v1/operators/${operatorId}/charger-roots`;
    return { body: root, headers: { location } };
  }),

  route(deleteChargerRoot, async ({ context, params, receivedAt }) => {
    await storeOf(context).remove(params.rootId, receivedAt);
    return {};
  }),
];
