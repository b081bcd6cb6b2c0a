import { chargerPartition, keys } from "./keys.ts";
import {
  CHARGERS,
  FORMER_CHARGERS,
  itself,
  type Stage,
  type TableNames,
  type WalkPage,
  walkPartitions,
} from "./partition-walk.ts";

/** Items with fields that data keys of the Vault seal, which hang on a charger. */
const OF_CHARGERS = [
  { table: "Charging", prefix: keys.rawMessage("", "", "", "").sk.slice(0, -1) },
  { table: "Fleet", prefix: keys.command("", "", "").sk },
  { table: "Fleet", prefix: keys.reportedThing("", "", "", "").sk.slice(0, -1) },
  { table: "Security", prefix: keys.reportedEvent("", "", "", "").sk.slice(0, -1) },
] as const;

const OF_OPERATORS = [
  { table: "Charging", prefix: keys.token("", "").sk },
  { table: "Fleet", prefix: keys.commandJob("", "").sk },
  { table: "People", prefix: keys.driver("", "").sk },
  { table: "People", prefix: keys.dataRequest("", "").sk },
  { table: "People", prefix: keys.guest("", "").sk },
] as const;

/** Every kind of item with fields that data keys of the Vault seal; a test holds this to the data map. */
export const SEALED_KINDS = [...OF_CHARGERS, ...OF_OPERATORS] as const;

const STAGES: readonly Stage[] = [
  ...[CHARGERS, FORMER_CHARGERS].flatMap((roots) =>
    OF_CHARGERS.map((kind) => ({ ...kind, roots, partitionOf: chargerPartition })),
  ),
  ...OF_OPERATORS.map((kind) => ({ ...kind, partitionOf: itself })),
];

/** Goes through every item of an operator that holds something sealed under a data key of the Vault. */
export function walkSealed(
  operatorId: string,
  tables: TableNames,
  from?: string,
): AsyncGenerator<WalkPage> {
  return walkPartitions(operatorId, STAGES, tables, from);
}
