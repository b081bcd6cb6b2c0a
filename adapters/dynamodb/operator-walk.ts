import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { dynamo, type Item, toItem } from "./client.ts";
import { chargerPartition, keys, sessionPartition, webhookPartition } from "./keys.ts";

export interface WalkTables {
  readonly directoryTable: string;
  readonly fleetTable: string;
  readonly chargingTable: string;
}

/** Items of a partition that are read at a time. */
const PAGE = 100;

type TableName = "Directory" | "Fleet" | "Charging";

/** Some items of one partition, and the place behind them; without one the walk is over. */
export interface WalkPage {
  readonly table: TableName;
  readonly tableName: string;
  readonly items: readonly Item[];
  readonly position?: string;
}

/** A partition to go through, or a list of things that partitions hang on. */
interface Stage {
  /** The things of the list, a page of them, behind a place in it; absent for the operator's own partition. */
  readonly roots?: {
    readonly tableName: (tables: WalkTables) => string;
    readonly indexName?: "gsi1";
    readonly prefix: string;
    readonly idOf: (root: Item) => string;
  };
  readonly table: TableName;
  readonly partitionOf: (operatorId: string, rootId: string) => string;
}

const CHARGERS = {
  tableName: ({ fleetTable }: WalkTables) => fleetTable,
  indexName: "gsi1",
  prefix: keys.chargerIndex("", "").gsi1sk,
  idOf: ({ gsi1sk }: Item) => (gsi1sk?.S ?? "").slice("CHARGER#".length),
} as const;

const FORMER_CHARGERS = {
  tableName: ({ fleetTable }: WalkTables) => fleetTable,
  prefix: keys.formerCharger("", "").sk,
  idOf: ({ sk }: Item) => (sk?.S ?? "").slice(keys.formerCharger("", "").sk.length),
} as const;

const SESSIONS = {
  tableName: ({ chargingTable }: WalkTables) => chargingTable,
  indexName: "gsi1",
  prefix: "",
  idOf: ({ gsi1sk }: Item) => (gsi1sk?.S ?? "").split("#").at(-1) ?? "",
} as const;

const WEBHOOKS = {
  tableName: ({ directoryTable }: WalkTables) => directoryTable,
  prefix: keys.webhook("", "").sk,
  idOf: ({ sk }: Item) => (sk?.S ?? "").slice("WEBHOOK#".length),
} as const;

const itself = (operatorId: string) => operatorId;

/** All partitions of an operator. What hangs on a thing comes before the list that names the thing. */
const STAGES: readonly Stage[] = [
  { roots: SESSIONS, table: "Charging", partitionOf: sessionPartition },
  { roots: CHARGERS, table: "Charging", partitionOf: chargerPartition },
  { roots: CHARGERS, table: "Fleet", partitionOf: chargerPartition },
  { roots: FORMER_CHARGERS, table: "Charging", partitionOf: chargerPartition },
  { roots: FORMER_CHARGERS, table: "Fleet", partitionOf: chargerPartition },
  { roots: WEBHOOKS, table: "Directory", partitionOf: webhookPartition },
  { table: "Charging", partitionOf: itself },
  { table: "Fleet", partitionOf: itself },
  { table: "Directory", partitionOf: itself },
];

/** Where a walk is: the stage, the root that it is at (its place in the list, and its id), the place in its partition. */
type Position = readonly [
  stage: number,
  root: Readonly<Record<string, string>> | null,
  rootId: string,
  after: string | null,
];

/**
 * Goes through everything that an operator has in Directory, Fleet and Charging, page by page, without a scan, from
 * the beginning or from a position that an earlier page gave.
 */
export async function* walkOperator(
  operatorId: string,
  tables: WalkTables,
  from?: string,
): AsyncGenerator<WalkPage> {
  let position: Position | undefined = from === undefined ? [0, null, "", null] : decode(from);
  while (position !== undefined) {
    const [index, root, rootId, after]: Position = position;
    const stage = STAGES[index];
    if (!stage) return;
    if (stage.roots && rootId === "") {
      const next = await nextRoot(operatorId, stage.roots, tables, root);
      position = next ? [index, next.place, next.id, null] : [index + 1, null, "", null];
      continue;
    }
    const tableName = tableNameOf(stage.table, tables);
    const pk = stage.partitionOf(operatorId, rootId);
    const { items, last } = await pageOf(tableName, pk, after);
    position = last === undefined ? behind(stage, position) : [index, root, rootId, last];
    const isOver = position[0] >= STAGES.length;
    yield {
      table: stage.table,
      tableName,
      items,
      ...(!isOver && { position: encode(position) }),
    };
  }
}

async function pageOf(
  tableName: string,
  pk: string,
  after: string | null,
): Promise<{ readonly items: readonly Item[]; readonly last: string | undefined }> {
  const { Items = [], LastEvaluatedKey } = await dynamo.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: toItem({ ":pk": pk }),
      Limit: PAGE,
      ...(after !== null && { ExclusiveStartKey: toItem({ pk, sk: after }) }),
    }),
  );
  return { items: Items, last: LastEvaluatedKey?.["sk"]?.S };
}

/** The next thing of a list, or the next stage where there is no list. */
function behind(stage: Stage, [index, root]: Position): Position {
  return stage.roots ? [index, root, "", null] : [index + 1, null, "", null];
}

async function nextRoot(
  operatorId: string,
  roots: NonNullable<Stage["roots"]>,
  tables: WalkTables,
  behindRoot: Readonly<Record<string, string>> | null,
): Promise<{ readonly id: string; readonly place: Record<string, string> } | undefined> {
  const { indexName, prefix } = roots;
  const [pk, sk] = indexName ? ["gsi1pk", "gsi1sk"] : ["pk", "sk"];
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: roots.tableName(tables),
      ...(indexName && { IndexName: indexName }),
      KeyConditionExpression:
        prefix === "" ? `${pk} = :pk` : `${pk} = :pk AND begins_with(${sk}, :prefix)`,
      ExpressionAttributeValues: toItem({
        ":pk": operatorId,
        ...(prefix !== "" && { ":prefix": prefix }),
      }),
      Limit: 1,
      ...(behindRoot && { ExclusiveStartKey: toItem(behindRoot) }),
    }),
  );
  const [root] = Items;
  if (!root) return undefined;
  const names = ["pk", "sk", ...(indexName ? ["gsi1pk", "gsi1sk"] : [])];
  const place = Object.fromEntries(names.map((name) => [name, root[name]?.S ?? ""]));
  return { id: roots.idOf(root), place };
}

function tableNameOf(table: TableName, tables: WalkTables): string {
  if (table === "Directory") return tables.directoryTable;
  return table === "Fleet" ? tables.fleetTable : tables.chargingTable;
}

function encode(position: Position): string {
  return JSON.stringify(position);
}

function decode(text: string): Position {
  return JSON.parse(text) as Position;
}
