import type { NamedToken, Token, TokenName } from "#domain/charging/token.ts";
import { DomainError } from "#domain/errors.ts";
import { type FieldPlace, OPERATOR_SUBJECT, type Sealer } from "#domain/privacy/sealer.ts";
import { fromItem, type Item } from "./client.ts";
import { keys } from "./keys.ts";

/** Whose token it is, and whose key seals its name. */
export type TokenIdentity = Pick<Token, "operatorId" | "tokenRef" | "subjectId">;

/** What is stored sealed of a token; absent fields are absent, null ones are to be removed. */
type Sealed<T> = {
  readonly sealedId?: T;
  readonly sealedLabel?: T | null;
  readonly sealedGroupId?: T | null;
};

/** A token as the Charging table has it. */
export type StoredToken = Omit<Token, "groupId"> & Sealed<string>;

const GROUP_KEY = { subjectId: OPERATOR_SUBJECT, purpose: "token-group" } as const;
const nameKey = ({ subjectId }: Pick<Token, "subjectId">) =>
  ({ subjectId, purpose: "token" }) as const;

function placeOf({ operatorId, tokenRef }: TokenIdentity, attribute: string): FieldPlace {
  return { table: "Charging", ...keys.token(operatorId, tokenRef), attribute };
}

/** Seals what is given of a token's id, label and group; null stays null and undefined absent. */
export async function sealedFields(
  sealer: Sealer,
  token: TokenIdentity,
  fields: {
    readonly tokenId?: string | undefined;
    readonly label?: string | null | undefined;
    readonly groupId?: string | null | undefined;
  },
): Promise<Sealed<string>> {
  const { tokenId, label, groupId } = fields;
  const name = nameKey(token);
  return {
    ...(tokenId !== undefined && {
      sealedId: await sealer.seal(name, placeOf(token, "sealedId"), tokenId),
    }),
    ...(label !== undefined && {
      sealedLabel: label && (await sealer.seal(name, placeOf(token, "sealedLabel"), label)),
    }),
    ...(groupId !== undefined && {
      sealedGroupId:
        groupId && (await sealer.seal(GROUP_KEY, placeOf(token, "sealedGroupId"), groupId)),
    }),
  };
}

/** A new token as the Charging table has it, with its key. */
export async function tokenItem(sealer: Sealer, token: Token & TokenName): Promise<object> {
  const { tokenId, label, groupId, ...clear } = token;
  const sealed = await sealedFields(sealer, token, { tokenId, label, groupId });
  return { ...keys.token(token.operatorId, token.tokenRef), ...clear, ...sealed };
}

/** What a charger's message needs of a token: no key of a person is asked for. */
export async function tokenOf(sealer: Sealer, item: Item): Promise<Token> {
  const { sealedId: _, sealedLabel: __, sealedGroupId, ...token } = fromItem<StoredToken>(item);
  if (!sealedGroupId) return token;
  const place = placeOf(token, "sealedGroupId");
  return { ...token, groupId: await sealer.open(GROUP_KEY, place, sealedGroupId) };
}

/** A token with its name, or without one where it was erased. */
export async function namedTokenOf(sealer: Sealer, item: Item): Promise<NamedToken> {
  return { ...(await tokenOf(sealer, item)), ...(await tokenNameOf(sealer, item)) };
}

/** The name alone, or nothing where it was erased. */
export async function tokenNameOf(sealer: Sealer, item: Item): Promise<Partial<TokenName>> {
  const { sealedId, sealedLabel, ...token } = fromItem<StoredToken>(item);
  if (!sealedId) return {};
  const key = nameKey(token);
  try {
    return {
      tokenId: await sealer.open(key, placeOf(token, "sealedId"), sealedId),
      ...(sealedLabel && {
        label: await sealer.open(key, placeOf(token, "sealedLabel"), sealedLabel),
      }),
    };
  } catch (error) {
    if (error instanceof DomainError && error.code === "privacy.erased") return {};
    throw error;
  }
}
