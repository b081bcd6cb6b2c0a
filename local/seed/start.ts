import { join } from "node:path";
import { hashChargerPassword } from "#adapters/credentials/charger-password.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { Member } from "#domain/access/member.ts";
import type { ChargerCredential } from "#domain/fleet/charger.ts";
import { readPrivateJson, writePrivateJson } from "../private-file.ts";
import type { Seeded, SeededOperator, SeededUser, SeedOptions } from "../services.ts";
import { completeCredentials, type KnownCredentials } from "./credentials.ts";
import { demoDrivers, isDriver } from "./demo-drivers.ts";
import { demoGate } from "./demo-gate.ts";
import { demoItems, SEED_ACTOR, type SeedItem } from "./demo-items.ts";
import { DEMO_OPERATORS } from "./demo-operators.ts";
import { demoPayments } from "./demo-payments.ts";
import { type Privacy, withPrivacy } from "./privacy.ts";
import { writeItems } from "./write-items.ts";

/** What the data dir remembers: `written` says for which users and operators everything has been stored. */
interface SeedFile extends KnownCredentials {
  readonly written: readonly string[];
}

const EMPTY: SeedFile = { users: [], operators: [], written: [] };

async function hashPasswords(
  { chargers }: SeededOperator,
  now: string,
): Promise<ReadonlyMap<string, ChargerCredential>> {
  const entries = chargers.map(
    async ({ chargerId, password }) =>
      [chargerId, await hashChargerPassword(password, now)] as const,
  );
  return new Map(await Promise.all(entries));
}

async function itemsOf(
  { recaptchaCredential }: SeedOptions,
  operators: readonly SeededOperator[],
  privacy: Privacy,
  now: string,
): Promise<SeedItem[]> {
  const items = operators.map(async (seeded) => {
    const demo = DEMO_OPERATORS.find(({ operatorId }) => operatorId === seeded.operatorId);
    if (demo === undefined) return [];
    return [
      ...(await demoItems(demo, await hashPasswords(seeded, now), privacy, now)),
      ...(await demoGate(demo, recaptchaCredential, privacy, now)),
    ];
  });
  return (await Promise.all(items)).flat();
}

/** Gives users of an earlier version their second factor. */
async function enrol(
  { cognito, staffPoolId: poolId }: SeedOptions,
  users: readonly SeededUser[],
): Promise<void> {
  for (const { email, password, totpSecret, role } of users) {
    await cognito.ensureUser({ poolId, email, password, totpSecret, groups: [role] });
  }
}

async function membershipsOf(
  { cognito, staffPoolId }: SeedOptions,
  users: readonly SeededUser[],
  now: string,
): Promise<SeedItem[]> {
  const memberships = users.map(
    async ({ email, password, totpSecret, role, operatorId, siteIds }) => {
      const { subject } = await cognito.ensureUser({
        poolId: staffPoolId,
        email,
        password,
        groups: [role],
        totpSecret,
      });
      const member: Member = {
        subject,
        scope: operatorId,
        assignments: [{ roleId: role, ...(siteIds && { siteIds }) }],
        grants: {},
        createdAt: now,
        updatedAt: now,
        version: 1,
      };
      const key = keys.membership(operatorId, subject);
      const index = keys.memberIndex(operatorId, subject);
      const item = { ...key, ...index, ...member, ...SEED_ACTOR };
      return { table: "DIRECTORY_TABLE", item } as const;
    },
  );
  return Promise.all(memberships);
}

/**
 * Fills a new data dir with a SystemAdmin and, unless told not to, the demo operators. What was seeded once is never
 * written again, so what people change or delete stays so; a seeding that was cut short is finished by the next start.
 */
export async function seed(options: SeedOptions): Promise<Seeded> {
  const path = join(options.dataDir, "seed.json");
  const known = (await readPrivateJson<SeedFile>(path)) ?? EMPTY;
  const { users, operators } = completeCredentials(known, options.demo);
  const written = new Set(known.written);
  const newUsers = users.filter(({ email }) => !written.has(email));
  const newOperators = operators.filter(({ operatorId }) => !written.has(operatorId));
  const unenrolled = new Set(
    known.users.filter(({ totpSecret }) => totpSecret === undefined).map(({ email }) => email),
  );
  if (unenrolled.size > 0) {
    await writePrivateJson(path, { users, operators: known.operators, written: known.written });
    await enrol(
      options,
      users.filter(({ email }) => unenrolled.has(email)),
    );
  }
  if (newUsers.length > 0 || newOperators.length > 0) {
    // The passwords first: a crash after this line must not leave hashes of passwords that nobody knows.
    await writePrivateJson(path, { users, operators, written: known.written });
    const now = new Date().toISOString();
    const staff = newUsers.filter((each) => !isDriver(each));
    const [memberships, items] = await Promise.all([
      membershipsOf(options, staff, now),
      withPrivacy(options.environment, async (privacy) => [
        ...(await itemsOf(options, newOperators, privacy, now)),
        ...(await demoDrivers(options, newUsers.filter(isDriver), privacy, now)),
      ]),
    ]);
    const operatorIds = newOperators.map(({ operatorId }) => operatorId);
    const payments = await demoPayments(options, operatorIds, now);
    await writeItems(options.environment, [...items, ...memberships, ...payments]);
    const all = [
      ...users.map(({ email }) => email),
      ...operators.map(({ operatorId }) => operatorId),
    ];
    await writePrivateJson(path, { users, operators, written: all });
  }
  return { users, operators };
}
