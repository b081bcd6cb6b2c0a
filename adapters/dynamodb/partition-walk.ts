import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { dynamo, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** Items of a partition that are read at a time. */
const PAGE = 100;

type TableName = "Charging" | "Directory" | "Fleet" | "People" | "Security";

/** The names of the tables in this stage, as far as a walk goes through them. */
export type TableNames = Readonly<Partial<Record<TableName, string>>>;

/** Some items of one partition, and the place behind them; without one the walk is over. */
export interface WalkPage {
  readonly table: TableName;
  readonly tableName: string;
  readonly items: readonly Item[];
  readonly position?: string;
}

/** A partition to go through, or a list of things that partitions hang on. */
export interface Stage {
  /** The things of the list, a page of them, behind a place in it; absent for the operator's own partition. */
  readonly roots?: {
    readonly table: TableName;
    readonly indexName?: "gsi1";
    readonly prefix: string;
    readonly idOf: (root: Item) => string;
  };
  readonly table: TableName;
  readonly partitionOf: (operatorId: string, rootId: string) => string;
  /** How the sort keys begin that are wanted; all where absent. */
  readonly prefix?: string;
}

export const CHARGERS = {
  table: "Fleet",
  indexName: "gsi1",
  prefix: keys.chargerIndex("", "").gsi1sk,
  idOf: ({ gsi1sk }: Item) => (gsi1sk?.S ?? "").slice("CHARGER#".length),
} as const;

export const FORMER_CHARGERS = {
  table: "Fleet",
  prefix: keys.formerCharger("", "").sk,
  idOf: ({ sk }: Item) => (sk?.S ?? "").slice(keys.formerCharger("", "").sk.length),
} as const;

/** The operator's own partition. */
export const itself = (operatorId: string) => operatorId;

/** Where a walk is: the stage, the root that it is at (its place in the list, and its id), the place in its partition. */
type Position = readonly [
  stage: number,
  root: Readonly<Record<string, string>> | null,
  rootId: string,
  after: string | null,
];

/**
 * Goes through partitions of an operator, page by page, without a scan, from the beginning or from a position that an
 * earlier page gave.
 */
export async function* walkPartitions(
  operatorId: string,
  stages: readonly Stage[],
  tables: TableNames,
  from?: string,
): AsyncGenerator<WalkPage> {
  let position: Position | undefined = from === undefined ? [0, null, "", null] : decode(from);
  while (position !== undefined) {
    const [index, root, rootId, after]: Position = position;
    const stage = stages[index];
    if (!stage) return;
    if (stage.roots && rootId === "") {
      const next = await nextRoot(operatorId, stage.roots, tables, root);
      position = next ? [index, next.place, next.id, null] : [index + 1, null, "", null];
      continue;
    }
    const tableName = tableNameOf(stage.table, tables);
    const pk = stage.partitionOf(operatorId, rootId);
    const { items, last } = await pageOf(tableName, pk, { after, ...stage });
    position = last === undefined ? behind(stage, position) : [index, root, rootId, last];
    const isOver = position[0] >= stages.length;
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
  { after, prefix }: { readonly after: string | null; readonly prefix?: string },
): Promise<{ readonly items: readonly Item[]; readonly last: string | undefined }> {
  const { Items = [], LastEvaluatedKey } = await dynamo.send(
    new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression:
        prefix === undefined ? "pk = :pk" : "pk = :pk AND begins_with(sk, :sk)",
      ExpressionAttributeValues: toItem({ ":pk": pk, ":sk": prefix }),
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
  tables: TableNames,
  behindRoot: Readonly<Record<string, string>> | null,
): Promise<{ readonly id: string; readonly place: Record<string, string> } | undefined> {
  const { indexName, prefix } = roots;
  const [pk, sk] = indexName ? ["gsi1pk", "gsi1sk"] : ["pk", "sk"];
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: tableNameOf(roots.table, tables),
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

function tableNameOf(table: TableName, tables: TableNames): string {
  const name = tables[table];
  if (name === undefined) throw new Error(`this walk knows no table ${table}`);
  return name;
}

function encode(position: Position): string {
  return JSON.stringify(position);
}

function decode(text: string): Position {
  return JSON.parse(text) as Position;
}
