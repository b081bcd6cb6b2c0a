import type { PlatformFunctionProps } from "./constructs/platform-function.ts";

type RestFunction = Pick<PlatformFunctionProps, "tables" | "timeoutSeconds">;

/** What each REST function needs: its resource's table, and Directory for memberships and remembered writes. */
export const REST_FUNCTIONS: Readonly<Record<string, RestFunction>> = {
  "rest-platform": {},
  "rest-operators": { tables: { Directory: "read-write" } },
  "rest-sites": { tables: { Directory: "read-write", Fleet: "read-write" } },
  "rest-chargers": { tables: { Directory: "read-write", Fleet: "read-write" } },
  "rest-tokens": { tables: { Directory: "read-write", Charging: "read-write" } },
  "rest-tariffs": { tables: { Directory: "read-write", Charging: "read-write" } },
  "rest-sessions": { tables: { Directory: "read", Charging: "read" } },
  // It may wait for a charger's answer as long as API Gateway waits for it.
  "rest-commands": {
    tables: { Directory: "read-write", Fleet: "read-write" },
    timeoutSeconds: 29,
  },
};
