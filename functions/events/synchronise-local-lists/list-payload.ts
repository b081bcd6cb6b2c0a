import { authorizeToken } from "#domain/charging/authorize.ts";
import type { NamedToken } from "#domain/charging/token.ts";
import type { OcppVersion } from "#domain/fleet/charger.ts";
import type { ListUpdate } from "#domain/local-lists/local-list.ts";
import { idTagInfo, idTokenInfo } from "#functions/shared/authorization-info.ts";

const UPDATE_TYPE = { full: "Full", differential: "Differential" } as const;
/** 1.6 IdToken is a CiString20Type: a 1.6 charger cannot read a longer card. */
const LONGEST_ID_TAG = 20;

/**
 * The SendLocalList of either version. An entry that is to be removed comes without anything about it. Tokens that the
 * version cannot name, or that were erased, are left out: the charger could not meet them.
 */
export function listPayload(
  version: OcppVersion,
  { type, listVersion, set }: ListUpdate,
  tokens: readonly NamedToken[],
  now: string,
): Readonly<Record<string, unknown>> {
  const entries = tokens.flatMap((token) => {
    const { tokenId } = token;
    if (tokenId === undefined) return [];
    const authorization = token.tokenRef in set ? authorizeToken(token, now, "ask") : undefined;
    if (version === "ocpp1.6") {
      if (tokenId.length > LONGEST_ID_TAG) return [];
      return { idTag: tokenId, ...(authorization && { idTagInfo: idTagInfo(authorization) }) };
    }
    const idToken = { idToken: tokenId, type: "ISO14443" };
    return { idToken, ...(authorization && { idTokenInfo: idTokenInfo(authorization) }) };
  });
  return {
    [version === "ocpp1.6" ? "listVersion" : "versionNumber"]: listVersion,
    updateType: UPDATE_TYPE[type],
    ...(entries.length > 0 && { localAuthorizationList: entries }),
  };
}
