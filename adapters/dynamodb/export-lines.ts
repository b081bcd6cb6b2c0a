import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Item } from "./client.ts";
import type { WalkPage } from "./partition-walk.ts";

/** One line of an export. */
export interface ExportLine {
  readonly table: string;
  readonly item: Readonly<Record<string, unknown>>;
}

/** What opens something: a copy of it is no use to anybody who should have it. */
const WITHHELD = new Set(["credential", "nextCredential", "secret", "formerSecret", "sealed"]);
/** What the platform keeps for itself for a while. */
const TRANSIENT = /^(IDEMPOTENCY#|EXPORT#|DELIVERY#|SIGNIN#|FORMER-CHARGER#)/;

/** The lines of an export that a page of an operator's items makes. */
export function exportLines({ table, items }: WalkPage): readonly ExportLine[] {
  return items
    .filter(({ sk }) => !TRANSIENT.test(sk?.S ?? ""))
    .map((item) => ({ table, item: withoutSecrets(item) }));
}

function withoutSecrets(item: Item): Readonly<Record<string, unknown>> {
  const fields = Object.entries(unmarshall(item)).filter(([name]) => !WITHHELD.has(name));
  return Object.fromEntries(fields);
}
