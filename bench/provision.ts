import { randomBytes } from "node:crypto";
import { BatchWriteItemCommand, DynamoDBClient, type WriteRequest } from "@aws-sdk/client-dynamodb";
import { hashChargerPassword } from "#adapters/credentials/charger-password.ts";
import { toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { tokenItem } from "#adapters/dynamodb/token-item.ts";
import type { Tariff } from "#domain/charging/tariff.ts";
import type { Token, TokenName } from "#domain/charging/token.ts";
import type { Charger, ChargerCredential } from "#domain/fleet/charger.ts";
import { DEFAULT_OPERATOR_SETTINGS, type Operator } from "#domain/tenancy/operator.ts";
import { type Privacy, withPrivacy } from "#local/seed/privacy.ts";
import type { BenchCharger } from "./fleet.ts";

export interface ProvisionOptions {
  readonly fleet: readonly BenchCharger[];
  /** Of every charger: hashing two thousand of them would be the longest part of a run. */
  readonly password: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onProgress: (written: number, items: number) => void;
}

interface NewItem {
  readonly tableName: string;
  readonly item: object;
}

/** A new password for every run; nothing that listens has one that can be known before. */
export const newPassword = (): string => randomBytes(16).toString("hex");

const BATCH = 25;
const BATCHES_AT_ONCE = 4;
const TARIFF_ID = "standard";

/** Writes operators, tariffs, chargers and cards straight into the tables, as the demo's seed does. */
export async function provision(options: ProvisionOptions): Promise<void> {
  const now = new Date().toISOString();
  const credential = await hashChargerPassword(options.password, now);
  const items = await withPrivacy(options.environment, (privacy) =>
    itemsOf(options, privacy, credential, now),
  );
  const client = new DynamoDBClient({
    endpoint: options.environment["AWS_ENDPOINT_URL_DYNAMODB"] ?? "",
    region: options.environment["AWS_REGION"] ?? "",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  let next = 0;
  let written = 0;
  const writer = async (): Promise<void> => {
    while (next < items.length) {
      const batch = items.slice(next, next + BATCH);
      next += BATCH;
      await writeBatch(client, batch);
      written += batch.length;
      options.onProgress(written, items.length);
    }
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, writer));
  client.destroy();
}

async function writeBatch(client: DynamoDBClient, batch: readonly NewItem[]): Promise<void> {
  const requests: Record<string, WriteRequest[]> = {};
  for (const { tableName, item } of batch) {
    const request = { PutRequest: { Item: toItem(item) } };
    requests[tableName] = [...(requests[tableName] ?? []), request];
  }
  const { UnprocessedItems } = await client.send(
    new BatchWriteItemCommand({ RequestItems: requests }),
  );
  if (Object.keys(UnprocessedItems ?? {}).length > 0)
    throw new Error("Some items were not written.");
}

async function itemsOf(
  { fleet, environment }: ProvisionOptions,
  { sealerOf, indexOf }: Privacy,
  credential: ChargerCredential,
  now: string,
): Promise<readonly NewItem[]> {
  const born = { createdAt: now, updatedAt: now, version: 1 };
  const table = (name: string): string => environment[name] ?? "";
  const operatorIds = [...new Set(fleet.map(({ operatorId }) => operatorId))];
  const operators = operatorIds.flatMap((operatorId): NewItem[] => {
    const operator: Operator = {
      operatorId,
      name: operatorId,
      countryCode: "DE",
      currency: "EUR",
      timeZone: "Europe/Berlin",
      settings: { ...DEFAULT_OPERATOR_SETTINGS, defaultTariffId: TARIFF_ID },
      ...born,
    };
    const tariff: Tariff = {
      operatorId,
      tariffId: TARIFF_ID,
      name: "Standard",
      currency: "EUR",
      startFeeMinor: 35,
      energyMinorPerKwh: 57,
      timeMinorPerMinute: 1,
      idleMinorPerMinute: 10,
      idleGraceMinutes: 120,
      vatRateBasisPoints: 1_900,
      pricesIncludeVat: true,
      ...born,
    };
    const { operator: key, operatorIndex, tariff: tariffKey } = keys;
    return [
      {
        tableName: table("DIRECTORY_TABLE"),
        item: { ...key(operatorId), ...operatorIndex(operatorId), ...operator },
      },
      {
        tableName: table("CHARGING_TABLE"),
        item: { ...tariffKey(operatorId, TARIFF_ID), ...tariff },
      },
    ];
  });
  const chargers = fleet.map(async ({ operatorId, chargerId, tokenId }): Promise<NewItem[]> => {
    const charger: Charger = {
      operatorId,
      chargerId,
      siteId: "site",
      tariffInForce: TARIFF_ID,
      credential,
      epoch: 0,
      connectors: {},
      ...born,
    };
    const token: Token & TokenName = {
      operatorId,
      tokenRef: await indexOf(operatorId, "token", tokenId),
      // A key for each of thousands of cards would be the longest part of a run.
      subjectId: "bench",
      tokenId,
      status: "valid",
      maxActiveSessions: 1,
      activeSessions: 0,
      ...born,
    };
    const index = keys.chargerIndex(operatorId, chargerId);
    return [
      {
        tableName: table("FLEET_TABLE"),
        item: { ...keys.charger(operatorId, chargerId), ...index, ...charger },
      },
      {
        tableName: table("CHARGING_TABLE"),
        item: await tokenItem(sealerOf({ operatorId }), token),
      },
    ];
  });
  return [...operators, ...(await Promise.all(chargers)).flat()];
}
