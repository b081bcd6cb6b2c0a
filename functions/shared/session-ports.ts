import { randomInt } from "node:crypto";
import { keyDigest } from "#adapters/dynamodb/keys.ts";
import { rawMessageStore, withTokenRefs } from "#adapters/dynamodb/raw-message-store.ts";
import { dynamoSessionStore } from "#adapters/dynamodb/session-store.ts";
import { startFactsReader } from "#adapters/dynamodb/start-facts.ts";
import { isKeyOutage } from "#adapters/kms/key-refusal.ts";
import type { SessionStore } from "#domain/charging/ports.ts";
import { messageFacts } from "#domain/privacy/message-facts.ts";
import { environment } from "./environment.ts";
import { logger } from "./observability.ts";
import type { OcppContext } from "./ocpp-route.ts";
import { sealerOf, tokenRefOf } from "./privacy.ts";

const tables = {
  chargingTable: environment("CHARGING_TABLE"),
  fleetTable: environment("FLEET_TABLE"),
};

/** The session store of the functions that write sessions, over the tables of this stage. */
export const sessions: SessionStore = {
  ...dynamoSessionStore(tables),
  factsForStart: startFactsReader(tables, { sealerOf, tokenRefOf }),
  keepRaw: rawMessageStore(tables.chargingTable, { sealerOf, tokenRefOf }),
};

/** Random, positive, 31 bits: some chargers keep the id in a signed 32-bit integer. */
export function newTransactionId(): number {
  return randomInt(1, 2 ** 31);
}

/** Names the content of a message, so that the same message again is recognised whatever its message id. */
export function contentDigest(content: unknown): string {
  return keyDigest(JSON.stringify(content));
}

/** Names a whole message by its content, without ids of tokens: a digest of these could be tried out. */
export async function messageDigest({ caller, payload }: OcppContext): Promise<string> {
  const named = await unlessKeysAreOut(withTokenRefs(caller.operatorId, payload, tokenRefOf));
  return contentDigest(named ?? messageFacts(payload));
}

/** The reference of a token, or none where no key can be had to look it up: what a charger reports is kept all the same. */
export function tokenRefIfAny(operatorId: string, tokenId: string): Promise<string | undefined> {
  return unlessKeysAreOut(tokenRefOf(operatorId, tokenId));
}

async function unlessKeysAreOut<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!isKeyOutage(error)) throw error;
    logger.error("no key can be had for a message of a transaction", { error });
    return undefined;
  }
}

/** A message that had to be repaired is also kept word for word, so that people can judge what it meant. */
export async function keepIfRepaired(action: string, context: OcppContext): Promise<void> {
  const { caller, payload, deviations, receivedAt } = context;
  if (deviations.length === 0) return;
  await sessions.keepRaw(caller, { action, payload, deviations, receivedAt });
}
