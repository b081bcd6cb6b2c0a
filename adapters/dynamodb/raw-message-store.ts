import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { SessionStore } from "#domain/charging/ports.ts";
import { OPERATOR_SUBJECT, type SealerOf } from "#domain/privacy/sealer.ts";
import { replaceTokenIds, tokenIdsIn } from "#domain/privacy/token-fields.ts";
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

/** Keeps faulty messages: word for word but for ids of tokens, sealed under a key of the operator's own. */
export function rawMessageStore(
  chargingTable: string,
  ports: { readonly sealerOf: SealerOf; readonly tokenRefOf: TokenRefOf },
): SessionStore["keepRaw"] {
  return async ({ operatorId, chargerId }, { action, payload, deviations, receivedAt }) => {
    const safe = await withTokenRefs(operatorId, payload, ports.tokenRefOf);
    const text = JSON.stringify(safe ?? null).slice(0, CHARACTERS);
    const key = keys.rawMessage(operatorId, chargerId, receivedAt, keyDigest(action, text));
    const place = { table: "Charging", ...key, attribute: "payload" };
    await dynamo.send(
      new PutItemCommand({
        TableName: chargingTable,
        Item: toItem({
          ...key,
          action,
          payload: await ports.sealerOf({ operatorId }).seal(KEY, place, text),
          deviations,
          receivedAt,
          ttl: ttlAfter(receivedAt, KEPT_SECONDS),
        }),
      }),
    );
  };
}
