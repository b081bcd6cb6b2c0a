import { randomBytes } from "node:crypto";
import { newChargerPassword } from "#adapters/credentials/charger-password.ts";
import { DRIVER_ROLE_ID, PLATFORM_ROLE_ID, rolesInForce } from "#domain/access/roles.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { newTotpSecret } from "../cognito/totp.ts";
import type { Seeded, SeededOperator, SeededUser } from "../services.ts";
import { DEMO_OPERATORS, type DemoOperator } from "./demo-operators.ts";

/** Names of the demo's people where they are not the name of their role. */
const NAMES: Readonly<Record<string, string>> = {
  "operator-admin": "admin",
  "operator-viewer": "viewer",
  [DRIVER_ROLE_ID]: "driver",
};

function user(
  name: string,
  role: string,
  operatorId: string,
  siteIds?: readonly string[],
): SeededUser {
  const email = `${name}@${operatorId}.example`;
  const password = randomBytes(12).toString("base64url");
  const totpSecret = newTotpSecret();
  return { email, password, totpSecret, role, operatorId, ...(siteIds && { siteIds }) };
}

/** One person for each role that an operator knows, drivers too; who works on sites is given the first one. */
function usersOf({ operatorId, sites }: DemoOperator): readonly SeededUser[] {
  const firstSite = sites.slice(0, 1).map(({ siteId }) => siteId);
  return rolesInForce([]).map(({ roleId, siteScoped }) =>
    user(NAMES[roleId] ?? roleId, roleId, operatorId, siteScoped ? firstSite : undefined),
  );
}

function chargersOf({ operatorId, sites }: DemoOperator): SeededOperator {
  const chargers = sites
    .flatMap((site) => site.chargers)
    .map(({ chargerId, ocppVersion }) => ({
      chargerId,
      password: newChargerPassword(),
      ocppVersion,
    }));
  return { operatorId, chargers };
}

/** What a data dir remembers; one of an earlier version knows no second factors. */
export interface KnownCredentials extends Pick<Seeded, "operators"> {
  readonly users: readonly (Omit<SeededUser, "totpSecret"> & Partial<SeededUser>)[];
}

/** Random credentials for what is not known yet; what is known stays as it is. */
export function completeCredentials(known: KnownCredentials, demo: boolean): Seeded {
  const operators = demo ? DEMO_OPERATORS : [];
  const wanted = {
    users: [user("admin", PLATFORM_ROLE_ID, PLATFORM_SCOPE), ...operators.flatMap(usersOf)],
    operators: operators.map(chargersOf),
  };
  const emails = new Set(known.users.map(({ email }) => email));
  const operatorIds = new Set(known.operators.map(({ operatorId }) => operatorId));
  return {
    users: [
      ...known.users.map((one) => ({ ...one, totpSecret: one.totpSecret ?? newTotpSecret() })),
      ...wanted.users.filter(({ email }) => !emails.has(email)),
    ],
    operators: [
      ...known.operators,
      ...wanted.operators.filter(({ operatorId }) => !operatorIds.has(operatorId)),
    ],
  };
}
