import { keys } from "#adapters/dynamodb/keys.ts";
import { sealedProfiles } from "#adapters/dynamodb/sealed-profile.ts";
import { DRIVER_ROLE_ID } from "#domain/access/roles.ts";
import type { Driver } from "#domain/drivers/driver.ts";
import type { SeededUser, SeedOptions } from "../services.ts";
import { SEED_ACTOR, type SeedItem } from "./demo-items.ts";
import { DEMO_DRIVER } from "./demo-operators.ts";
import type { Privacy } from "./privacy.ts";

export const isDriver = ({ role }: Pick<SeededUser, "role">): boolean => role === DRIVER_ROLE_ID;

/** Drivers with a card and an account that is linked already, in the operator that knows them. */
export async function demoDrivers(
  { cognito, driverPoolId: poolId }: Pick<SeedOptions, "cognito" | "driverPoolId">,
  users: readonly SeededUser[],
  { sealerOf, indexOf }: Privacy,
  now: string,
): Promise<readonly SeedItem[]> {
  const items = users.map(async ({ email, password, totpSecret, operatorId }) => {
    const account = { poolId, email, password, totpSecret, groups: [] };
    const { subject } = await cognito.ensureUser(account);
    const { driverId, name, language, tokenId } = DEMO_DRIVER;
    const profiles = sealedProfiles({ sealer: sealerOf({ operatorId }), indexOf });
    const { sealed, lookups } = await profiles.seal({ operatorId, driverId }, { name, email });
    const driver: Omit<Driver, "sealed"> = {
      operatorId,
      driverId,
      state: "active",
      language,
      objections: [],
      accountSubject: subject,
      lastActiveAt: now,
      createdAt: now,
      updatedAt: now,
      version: 1,
    };
    const found = lookups.map((lookup) => {
      const [kind = "", index = ""] = lookup.split("#");
      return { ...keys.driverLookup(operatorId, kind, index, driverId), operatorId, driverId };
    });
    const tokenRef = await indexOf(operatorId, "token", tokenId);
    const card = { ...keys.driverToken(operatorId, driverId, tokenRef), operatorId, driverId };
    const link = { ...keys.driverAccount(operatorId, subject), operatorId, driverId };
    return [
      { ...keys.driver(operatorId, driverId), ...driver, ...sealed, lookups },
      { ...link, linkedAt: now },
      { ...card, tokenRef, attachedAt: now },
      ...found,
    ].map((item): SeedItem => ({ table: "PEOPLE_TABLE", item: { ...item, ...SEED_ACTOR } }));
  });
  return (await Promise.all(items)).flat();
}
