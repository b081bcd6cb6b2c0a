import { BatchGetItemCommand, GetItemCommand } from "@aws-sdk/client-dynamodb";
import type {
  Occupant,
  RememberedStart,
  SessionStore,
  StartFacts,
} from "#domain/charging/ports.ts";
import type { Session } from "#domain/charging/session.ts";
import type { Tariff } from "#domain/charging/tariff.ts";
import type { Token } from "#domain/charging/token.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import type { Sealer, SealerOf } from "#domain/privacy/sealer.ts";
import { isKeyOutage } from "../kms/key-refusal.ts";
import { dynamo, fromItem, type Item, toItem } from "./client.ts";
import { heldPlaceKeys, heldPlaces } from "./held-places.ts";
import { type Key, keys } from "./keys.ts";
import { tokenOf } from "./token-item.ts";

interface Tables {
  readonly chargingTable: string;
  readonly fleetTable: string;
}

interface Privacy {
  readonly sealerOf: SealerOf;
  readonly tokenRefOf: (operatorId: string, tokenId: string) => Promise<string>;
}

/** Reads all that a start depends on in one batch; the tariff of the binding is a hint that the charger's item confirms. */
export function startFactsReader(tables: Tables, privacy: Privacy): SessionStore["factsForStart"] {
  return (question) => readStartFacts(tables, privacy, question);
}

async function readStartFacts(
  tables: Tables,
  { sealerOf, tokenRefOf }: Privacy,
  question: Parameters<SessionStore["factsForStart"]>[0],
): Promise<StartFacts> {
  const { caller, tokenRef, sessionId, startDigest, place, transactionId } = question;
  const { operatorId, chargerId } = caller;
  const wanted: Key[] = [];
  if (tokenRef !== undefined) wanted.push(keys.token(operatorId, tokenRef));
  if (caller.tariffId !== undefined) wanted.push(keys.tariff(operatorId, caller.tariffId));
  if (sessionId !== undefined) wanted.push(keys.session(operatorId, sessionId));
  if (startDigest !== undefined) {
    wanted.push(keys.rememberedStart(operatorId, chargerId, startDigest));
  }
  if (place !== undefined) {
    wanted.push(keys.occupiedPlace(operatorId, chargerId, place));
    wanted.push(...heldPlaceKeys(caller, place));
  }
  if (transactionId !== undefined) wanted.push(keys.transactionId(operatorId, transactionId));
  const { Responses, UnprocessedKeys } = await dynamo.send(
    new BatchGetItemCommand({
      RequestItems: {
        [tables.fleetTable]: {
          Keys: [toItem(keys.charger(operatorId, chargerId))],
          ConsistentRead: true,
        },
        ...(wanted.length > 0 && {
          [tables.chargingTable]: { Keys: wanted.map(toItem), ConsistentRead: true },
        }),
      },
    }),
  );
  if (Object.keys(UnprocessedKeys ?? {}).length > 0) throw new Error("DynamoDB left keys unread");

  const found = Responses?.[tables.chargingTable] ?? [];
  const item = (begins: string) => found.find(({ sk }) => sk?.S?.startsWith(begins));
  const [chargerItem] = Responses?.[tables.fleetTable] ?? [];
  const tariffId = chargerItem && fromItem<Charger>(chargerItem).tariffInForce;
  const [token, hinted, session, remembered, occupant, given] = [
    "TOKEN#",
    "TARIFF#",
    "SESSION",
    "START#",
    "PLACE#",
    "TRANSACTION",
  ].map(item);
  const tariff =
    tariffId === undefined || tariffId === caller.tariffId
      ? hinted && tariffId !== undefined && fromItem<Tariff>(hinted)
      : await readTariff(tables.chargingTable, operatorId, tariffId);
  const readToken = token && (await tokenOrUngrouped(sealerOf({ operatorId }), token));
  const held = await heldPlaces(found, caller, readToken, tokenRefOf);
  return {
    ...(readToken && { token: readToken }),
    ...(held.length > 0 && { held }),
    ...(tariff && { tariff }),
    ...(session && { session: fromItem<Session>(session) }),
    ...(remembered && { remembered: fromItem<RememberedStart>(remembered) }),
    ...(occupant && { occupant: fromItem<Occupant>(occupant) }),
    ...(given && { isIdGiven: true }),
  };
}

/** While KMS gives no key, a charger is not told the token's group; whether the token may charge does not hang on it. */
async function tokenOrUngrouped(sealer: Sealer, item: Item): Promise<Token> {
  try {
    return await tokenOf(sealer, item);
  } catch (error) {
    if (!isKeyOutage(error)) throw error;
    const { sealedGroupId: _, ...ungrouped } = item;
    return tokenOf(sealer, ungrouped);
  }
}

async function readTariff(
  chargingTable: string,
  operatorId: string,
  tariffId: string,
): Promise<Tariff | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: chargingTable,
      Key: toItem(keys.tariff(operatorId, tariffId)),
      ConsistentRead: true,
    }),
  );
  return Item && fromItem<Tariff>(Item);
}
