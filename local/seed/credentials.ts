import { randomBytes } from "node:crypto";
import { newChargerPassword } from "#adapters/credentials/charger-password.ts";
import { PLATFORM_SCOPE } from "#domain/tenancy/tenant-context.ts";
import type { Seeded, SeededOperator, SeededUser } from "../services.ts";
import { DEMO_OPERATORS, type DemoOperator } from "./demo-operators.ts";

function user(email: string, role: string, operatorId: string): SeededUser {
  return { email, password: randomBytes(12).toString("base64url"), role, operatorId };
}

function usersOf({ operatorId }: DemoOperator): readonly SeededUser[] {
  return [
    user(`admin@${operatorId}.example`, "operator-admin", operatorId),
    user(`viewer@${operatorId}.example`, "operator-viewer", operatorId),
  ];
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

/** Random credentials for what is not known yet; what is known stays as it is. */
export function completeCredentials(known: Seeded, demo: boolean): Seeded {
  const operators = demo ? DEMO_OPERATORS : [];
  const wanted = {
    users: [
      user("admin@platform.example", "system-admin", PLATFORM_SCOPE),
      ...operators.flatMap(usersOf),
    ],
    operators: operators.map(chargersOf),
  };
  const emails = new Set(known.users.map(({ email }) => email));
  const operatorIds = new Set(known.operators.map(({ operatorId }) => operatorId));
  return {
    users: [...known.users, ...wanted.users.filter(({ email }) => !emails.has(email))],
    operators: [
      ...known.operators,
      ...wanted.operators.filter(({ operatorId }) => !operatorIds.has(operatorId)),
    ],
  };
}
