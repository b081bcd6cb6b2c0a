import type { TableAccesses } from "./tables.ts";

interface RestFunction {
  /** What its tenant role may do, in the partitions of one operator. */
  readonly tables?: TableAccesses;
  /** What the function itself may do: find out who is calling. */
  readonly own?: TableAccesses;
  readonly timeoutSeconds?: number;
}

/** Memberships, which are read before anybody is let in. */
const MEMBERSHIPS: TableAccesses = { Directory: ["lookup"] };
/** Remembered writes, and what the resource keeps there. */
const DIRECTORY: TableAccesses = { Directory: ["read", "write"] };
/** A tariff counts who refers to it, so that it cannot be deleted under a charger. */
const FLEET: TableAccesses = { ...DIRECTORY, Fleet: ["read", "write"], Charging: ["update"] };
const CHARGING: TableAccesses = { ...DIRECTORY, Charging: ["read", "write"] };

/** What each REST function needs: its resource's tables, and Directory. */
export const REST_FUNCTIONS: Readonly<Record<string, RestFunction>> = {
  "rest-platform": {},
  // A change of the operator's tariff reaches every charger that names none of its own.
  // A SystemAdmin sees all operators, each in its own partition.
  "rest-operators": { tables: FLEET, own: { Directory: ["read"] } },
  "rest-sites": { tables: FLEET, own: MEMBERSHIPS },
  // Whether a charger is charging decides whether it may be removed.
  "rest-chargers": { tables: { ...FLEET, Charging: ["read", "update"] }, own: MEMBERSHIPS },
  "rest-tokens": { tables: CHARGING, own: MEMBERSHIPS },
  "rest-tariffs": { tables: CHARGING, own: MEMBERSHIPS },
  "rest-sessions": { tables: { Charging: ["read"] }, own: MEMBERSHIPS },
  // It may wait for a charger's answer as long as API Gateway waits for it.
  "rest-commands": {
    tables: { ...DIRECTORY, Fleet: ["read", "write"] },
    own: MEMBERSHIPS,
    timeoutSeconds: 29,
  },
};
