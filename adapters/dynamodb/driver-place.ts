import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { ConnectorCode } from "#domain/adhoc/connector-code.ts";
import type { GateSettings } from "#domain/adhoc/gate-settings.ts";
import type { Tariff } from "#domain/charging/tariff.ts";
import type { Charger, Site } from "#domain/fleet/charger.ts";
import type { Operator } from "#domain/tenancy/operator.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { readGateSettings } from "./gate-settings-store.ts";
import { type Key, keys } from "./keys.ts";

interface PlaceTables {
  readonly directoryTable: string;
  readonly fleetTable: string;
  readonly chargingTable: string;
}

/** All that stands behind a code, as it is now. */
export interface DriverPlace {
  readonly operator: Operator;
  readonly settings: GateSettings;
  readonly code: ConnectorCode;
  readonly charger: Charger;
  readonly site: Site;
  readonly tariff?: Tariff;
  readonly hasSession: boolean;
}

/** Reads what a driver sees who scanned a code; undefined where the code, its charger or its operator is not there. */
export async function readDriverPlace(
  { directoryTable, fleetTable, chargingTable }: PlaceTables,
  where: { readonly operatorId: string; readonly chargerId: string; readonly codeId: string },
): Promise<DriverPlace | undefined> {
  const { operatorId, chargerId, codeId } = where;
  const [operator, settings, code, charger] = await Promise.all([
    read<Operator>(directoryTable, keys.operator(operatorId)),
    readGateSettings(directoryTable, operatorId),
    read<ConnectorCode>(fleetTable, keys.connectorCode(operatorId, chargerId, codeId)),
    read<Charger>(fleetTable, keys.charger(operatorId, chargerId)),
  ]);
  if (!operator || !code || !charger) return undefined;
  const { tariffInForce = "" } = charger;
  const place = String(code.evseId ?? code.connectorId);
  const [site, tariff, occupant] = await Promise.all([
    read<Site>(fleetTable, keys.site(operatorId, charger.siteId)),
    read<Tariff>(chargingTable, keys.tariff(operatorId, tariffInForce)),
    read<object>(chargingTable, keys.occupiedPlace(operatorId, chargerId, place)),
  ]);
  if (!site) return undefined;
  const hasSession = occupant !== undefined;
  return { operator, settings, code, charger, site, ...(tariff && { tariff }), hasSession };
}

async function read<T>(tableName: string, key: Key): Promise<T | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: tableName, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && fromItem<T>(Item);
}
