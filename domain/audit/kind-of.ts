import { ADHOC_KINDS } from "./adhoc-kinds.ts";
import { CHARGING_KINDS } from "./charging-kinds.ts";
import { DIRECTORY_KINDS } from "./directory-kinds.ts";
import { FLEET_KINDS } from "./fleet-kinds.ts";
import type { ItemKind } from "./item-kind.ts";
import { PAYMENT_KINDS } from "./payment-kinds.ts";
import { PEOPLE_KINDS } from "./people-kinds.ts";
import { SECURITY_KINDS } from "./security-kinds.ts";

/** The tables whose changes are recorded; each operator has one chain for each. */
export const JOURNALED_TABLES = [
  "Charging",
  "Directory",
  "Fleet",
  "Payments",
  "People",
  "Security",
] as const;
export type JournaledTable = (typeof JOURNALED_TABLES)[number];

const KINDS: Readonly<Record<JournaledTable, readonly ItemKind[]>> = {
  Charging: [...CHARGING_KINDS, ...ADHOC_KINDS.Charging],
  Directory: [...DIRECTORY_KINDS, ...ADHOC_KINDS.Directory],
  Fleet: [...FLEET_KINDS, ...ADHOC_KINDS.Fleet],
  Payments: PAYMENT_KINDS,
  People: [...PEOPLE_KINDS, ...ADHOC_KINDS.People],
  Security: [...SECURITY_KINDS, ...ADHOC_KINDS.Security],
};

/**
 * How work is done and no object of anybody: the memory of repeated requests, the queue of a charger, what is shown of
 * its messages for a day, and how attempts without an account are counted.
 */
const MECHANICS: Readonly<Partial<Record<JournaledTable, readonly string[]>>> = {
  Charging: ["ADHOCTOKEN#", "ADHOCDAY#", "ADHOCLIMIT#", "ADHOC-BREAKER"],
  Directory: ["IDEMPOTENCY#"],
  Payments: ["PAIDTOKEN#", "NOTICE#", "REFUNDDAY#"],
  Fleet: ["CERTIFICATE-DUE#", "PENDING#", "OUTSTANDING", "WATCH", "MESSAGE#"],
};

/** Every kind of item that the journal declares, with its table. */
export function journaledKinds(): readonly (ItemKind & { readonly table: JournaledTable })[] {
  return JOURNALED_TABLES.flatMap((table) => KINDS[table].map((kind) => ({ ...kind, table })));
}

/** Whether an item is mechanics, of which the journal says nothing. */
export function isMechanics(table: JournaledTable, sk: string): boolean {
  return MECHANICS[table]?.some((pattern) => fits(pattern, sk)) ?? false;
}

/** What the journal knows of an item; of one that nobody declared it shows that it changed, and no value. */
export function kindOf(table: JournaledTable, sk: string): ItemKind {
  const declared = KINDS[table].find((kind) => fits(kind.sk, sk));
  if (declared) return declared;
  const [prefix = ""] = sk.split("#");
  const kind = prefix.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-") || "item";
  return { kind, sk, shown: [], writer: "system", id: "digest", searched: true };
}

function fits(pattern: string, sk: string): boolean {
  return pattern.endsWith("#") ? sk.startsWith(pattern) : sk === pattern;
}
