import type { TableAccesses } from "./tables.ts";

interface RestFunction {
  readonly tables?: TableAccesses;
  readonly timeoutSeconds?: number;
}

/** Memberships and remembered writes. */
const DIRECTORY: TableAccesses = { Directory: ["read", "write"] };
/** A tariff counts who refers to it, so that it cannot be deleted under a charger. */
const FLEET: TableAccesses = { ...DIRECTORY, Fleet: ["read", "write"], Charging: ["update"] };
const CHARGING: TableAccesses = { ...DIRECTORY, Charging: ["read", "write"] };

/** What each REST function needs: its resource's tables, and Directory. */
export const REST_FUNCTIONS: Readonly<Record<string, RestFunction>> = {
  "rest-platform": {},
  // A change of the operator's tariff reaches every charger that names none of its own.
  "rest-operators": { tables: FLEET },
  "rest-sites": { tables: FLEET },
  // Whether a charger is charging decides whether it may be removed.
  "rest-chargers": { tables: { ...FLEET, Charging: ["read", "update"] } },
  "rest-tokens": { tables: CHARGING },
  "rest-tariffs": { tables: CHARGING },
  "rest-sessions": { tables: { Directory: ["read"], Charging: ["read"] } },
  // It may wait for a charger's answer as long as API Gateway waits for it.
  "rest-commands": {
    tables: { ...DIRECTORY, Fleet: ["read", "write"] },
    timeoutSeconds: 29,
  },
};
