import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { SessionStore } from "#domain/charging/ports.ts";
import { messageFacts } from "#domain/privacy/message-facts.ts";
import { OPERATOR_SUBJECT, type SealerOf } from "#domain/privacy/sealer.ts";
import { replaceTokenIds, tokenIdsIn } from "#domain/privacy/token-fields.ts";
import { isKeyOutage } from "../kms/key-refusal.ts";
import { dynamo, toItem, ttlAfter } from "./client.ts";
import { keyDigest, keys } from "./keys.ts";

const KEPT_SECONDS = 400 * 86_400;
/** DynamoDB refuses items over 400 KB; a faulty message is kept up to this much. */
const CHARACTERS = 64_000;

const KEY = { subjectId: OPERATOR_SUBJECT, purpose: "raw-message" } as const;

/** The reference of a token. */
export type TokenRefOf = (operatorId: string, tokenId: string) => Promise<string>;

/** A message in which each id of a token gave way to its reference, so that it names nobody who was erased. */
export async function withTokenRefs(
  operatorId: string,
  payload: unknown,
  tokenRefOf: TokenRefOf,
): Promise<unknown> {
  const refs = new Map<string, string>();
  for (const tokenId of tokenIdsIn(payload)) {
    refs.set(tokenId, `token:${await tokenRefOf(operatorId, tokenId)}`);
  }
  return replaceTokenIds(payload, (tokenId) => refs.get(tokenId) ?? "");
}

/**
 * Keeps faulty messages: word for word but for ids of tokens, sealed under a key of the operator's own. While KMS gives no
 * key, what can name nobody is kept in clear, and the words are lost: the money in them is not.
 */
export function rawMessageStore(
  chargingTable: string,
  ports: { readonly sealerOf: SealerOf; readonly tokenRefOf: TokenRefOf },
): SessionStore["keepRaw"] {
  return async ({ operatorId, chargerId }, { action, payload, deviations, receivedAt }) => {
    const keyOf = (text: string) =>
      keys.rawMessage(operatorId, chargerId, receivedAt, keyDigest(action, text));

    const sealed = async () => {
      const safe = await withTokenRefs(operatorId, payload, ports.tokenRefOf);
      const text = JSON.stringify(safe ?? null).slice(0, CHARACTERS);
      const key = keyOf(text);
      const place = { table: "Charging", ...key, attribute: "payload" };
      return { ...key, payload: await ports.sealerOf({ operatorId }).seal(KEY, place, text) };
    };

    const inClear = (error: unknown) => {
      if (!isKeyOutage(error)) throw error;
      const facts = messageFacts(payload);
      return { ...keyOf(JSON.stringify(facts)), facts };
    };

    const kept = await sealed().catch(inClear);
    const ttl = ttlAfter(receivedAt, KEPT_SECONDS);
    await dynamo.send(
      new PutItemCommand({
        TableName: chargingTable,
        Item: toItem({ ...kept, action, deviations, receivedAt, ttl }),
      }),
    );
  };
}
