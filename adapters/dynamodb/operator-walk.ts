import type { Item } from "./client.ts";
import { chargerPartition, keys, sessionPartition, webhookPartition } from "./keys.ts";
import {
  CHARGERS,
  FORMER_CHARGERS,
  itself,
  type Stage,
  type WalkPage,
  walkPartitions,
} from "./partition-walk.ts";

export interface WalkTables {
  readonly directoryTable: string;
  readonly fleetTable: string;
  readonly chargingTable: string;
}

const SESSIONS = {
  table: "Charging",
  indexName: "gsi1",
  prefix: "",
  idOf: ({ gsi1sk }: Item) => (gsi1sk?.S ?? "").split("#").at(-1) ?? "",
} as const;

const WEBHOOKS = {
  table: "Directory",
  prefix: keys.webhook("", "").sk,
  idOf: ({ sk }: Item) => (sk?.S ?? "").slice("WEBHOOK#".length),
} as const;

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

/** Goes through everything that an operator has in Directory, Fleet and Charging. */
export function walkOperator(
  operatorId: string,
  { directoryTable, fleetTable, chargingTable }: WalkTables,
  from?: string,
): AsyncGenerator<WalkPage> {
  const tables = { Directory: directoryTable, Fleet: fleetTable, Charging: chargingTable };
  return walkPartitions(operatorId, STAGES, tables, from);
}
