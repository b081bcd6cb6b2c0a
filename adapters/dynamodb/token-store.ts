import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { NamedToken, Token, TokenName } from "#domain/charging/token.ts";
import { DomainError } from "#domain/errors.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { deleteMarked } from "./marked-delete.ts";
import { versionConflict, writeOrRefuse } from "./refusable.ts";
import { namedTokenOf, sealedFields, tokenItem } from "./token-item.ts";
import { type FieldChanges, versionedUpdate } from "./versioned-update.ts";

/** What may be changed of a token: null removes, undefined leaves alone. */
export type TokenChanges = FieldChanges & {
  readonly label?: string | null | undefined;
  readonly groupId?: string | null | undefined;
  readonly onLocalLists?: boolean | undefined;
};

/**
 * An operator's tokens, named by their reference, with their names opened. Throws `token.not-found`,
 * `token.already-exists`, `version.conflict`, and `privacy.…` where keys cannot be used.
 */
export function tokenStore(tenant: TenantContext, chargingTable: string, sealerOf: SealerOf) {
  const { operatorId } = tenant;
  const sealer = sealerOf(tenant);
  const keyOf = (tokenRef: string) => keys.token(operatorId, tokenRef);

  /** Asked before a key is made that a refused token would leave behind. */
  const exists = async (tokenRef: string): Promise<boolean> => {
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: chargingTable, Key: toItem(keyOf(tokenRef)) }),
    );
    return Item !== undefined;
  };

  const write = async (before: Token, fields: FieldChanges, now: string): Promise<void> => {
    const Update = versionedUpdate({
      tableName: chargingTable,
      key: keyOf(before.tokenRef),
      version: before.version,
      fields,
      actor: tenant,
      now,
    });
    await writeOrRefuse([versionConflict({ Update })]);
  };

  return {
    async find(tokenRef: string): Promise<NamedToken> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: chargingTable,
          Key: toItem(keyOf(tokenRef)),
          ConsistentRead: true,
        }),
      );
      if (!Item) throw new DomainError("token.not-found", "There is no such token.");
      return namedTokenOf(sealer, Item);
    },

    async list(limit: number, after?: string): Promise<Page<NamedToken>> {
      const { items, hasMore } = await queryPage({
        TableName: chargingTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
      });
      const tokens = await Promise.all(items.map((item) => namedTokenOf(sealer, item)));
      const last = tokens.at(-1);
      return { items: tokens, ...(hasMore && last && { after: last.tokenRef }) };
    },

    async create(token: Token & TokenName): Promise<void> {
      if (await exists(token.tokenRef)) refuseSecond();
      const item = await tokenItem(sealer, { ...token, operatorId });
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: chargingTable,
            Item: toItem({
              ...item,
              ...(token.onLocalLists && keys.localTokenIndex(operatorId, token.tokenRef)),
              ...changedBy(tenant),
            }),
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        refuseSecond();
      }
    },

    async change(before: Token, fields: TokenChanges, now: string): Promise<void> {
      const { label, groupId, onLocalLists, ...clear } = fields;
      const sealed = await sealedFields(sealer, before, { label, groupId });
      const listed = listing(operatorId, before.tokenRef, onLocalLists);
      await write(before, { ...clear, ...sealed, ...listed }, now);
    },

    /** Gives the token to another data subject: what is personal of it is sealed anew, under that one's key. */
    async assign(before: NamedToken, subjectId: string, now: string): Promise<void> {
      const { tokenId, label } = before;
      const sealed = await sealedFields(sealer, { ...before, subjectId }, { tokenId, label });
      await write(before, { subjectId, ...sealed }, now);
    },

    async remove(before: Token, now: string): Promise<void> {
      await deleteMarked({
        tableName: chargingTable,
        key: keyOf(before.tokenRef),
        version: before.version,
        actor: tenant,
        now,
      });
    },
  };
}

/** What marks a token for local lists, or takes the mark away. */
function listing(operatorId: string, tokenRef: string, onLocalLists: boolean | undefined) {
  if (onLocalLists === undefined) return {};
  if (!onLocalLists) return { onLocalLists: null, gsi1pk: null, gsi1sk: null };
  return { onLocalLists: true, ...keys.localTokenIndex(operatorId, tokenRef) };
}

function refuseSecond(): never {
  throw new DomainError("token.already-exists", "There is a token with this id already.");
}
