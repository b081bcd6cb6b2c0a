import { type AttributeValue, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";

const TABLES = [
  "Audit",
  "Directory",
  "Fleet",
  "Connections",
  "Charging",
  "Security",
  "People",
  "Vault",
] as const;

interface Stored {
  readonly table: string;
  readonly pk: string;
  readonly sk: string;
}

/**
 * Every item of every table whose partition satisfies the question, in order. It reads whole tables, so that no
 * partition can be forgotten. Signals are left out: the platform takes foreign attempts down where they were aimed at.
 */
export async function dump(ofInterest: (pk: string) => boolean): Promise<readonly Stored[]> {
  const { dynamo } = await import("#adapters/dynamodb/client.ts");
  const found: Stored[] = [];
  for (const table of TABLES) {
    let start: Record<string, AttributeValue> | undefined;
    do {
      const page = await dynamo.send(
        new ScanCommand({ TableName: table, ...(start && { ExclusiveStartKey: start }) }),
      );
      found.push(...(page.Items ?? []).map((item) => ({ ...(unmarshall(item) as Stored), table })));
      start = page.LastEvaluatedKey;
    } while (start);
  }
  return found
    .filter(({ pk, sk }) => ofInterest(pk) && !sk.startsWith("SIGNAL#"))
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

/** The items that are another operator's. */
export const dumpOf = (operatorId: string) =>
  dump((pk) => pk === operatorId || pk.startsWith(`${operatorId}#`));

function nameOf({ table, pk, sk }: Stored): string {
  return JSON.stringify([table, pk, sk]);
}
