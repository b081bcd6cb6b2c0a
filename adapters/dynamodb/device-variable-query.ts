import type { ChargerAddress } from "#domain/commands/command.ts";
import type { DeviceVariable } from "#domain/fleet/device-variable.ts";
import { fromItem, type Item, toItem } from "./client.ts";
import { chargerPartition } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";

/** As many as one query brings at once; most chargers have fewer. */
const LOOKED_AT_ONCE = 500;
const ROUNDS = 4;
const PREFIX = "VARIABLE#";

/** Which variables are looked for: parts of names, in any case. */
export interface VariableSearch {
  readonly component?: string | undefined;
  readonly variable?: string | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

/** A charger's reported variables that fit, by component and variable. A page may be short where few fit. */
export async function searchVariables(
  fleetTable: string,
  { operatorId, chargerId }: ChargerAddress,
  search: VariableSearch,
): Promise<Page<DeviceVariable>> {
  const pk = chargerPartition(operatorId, chargerId);
  const found: Item[] = [];
  let { after } = search;
  for (let round = 0; round < ROUNDS; round++) {
    const { items, hasMore } = await queryPage({
      TableName: fleetTable,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": PREFIX }),
      Limit: LOOKED_AT_ONCE,
      ...(after !== undefined && { ExclusiveStartKey: toItem({ pk, sk: `${PREFIX}${after}` }) }),
    });
    for (const item of items) {
      if (found.length === search.limit) return pageOf(found, found.at(-1));
      if (fits(item, search)) found.push(item);
    }
    if (!hasMore) return pageOf(found, undefined);
    after = placeOf(items.at(-1));
  }
  return { ...pageOf(found, undefined), ...(after !== undefined && { after }) };
}

function fits(item: Item, { component = "", variable = "" }: VariableSearch): boolean {
  const stored = fromItem<DeviceVariable>(item);
  const has = (name: string, part: string) => name.toLowerCase().includes(part.toLowerCase());
  return has(stored.component.name, component) && has(stored.variable.name, variable);
}

function placeOf(item: Item | undefined): string | undefined {
  return item?.["sk"]?.S?.slice(PREFIX.length);
}

function pageOf(items: readonly Item[], last: Item | undefined): Page<DeviceVariable> {
  const after = placeOf(last);
  return {
    items: items.map((item) => fromItem<DeviceVariable>(item)),
    ...(after !== undefined && { after }),
  };
}
