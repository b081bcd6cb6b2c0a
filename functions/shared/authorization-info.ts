import type { Authorization } from "#domain/charging/authorize.ts";
import type { AuthorizeResponse } from "#ocpp/generated/v16/authorize-response.js";
import type { IdTokenInfoType } from "#ocpp/generated/v201/authorize-response.js";

type IdTagInfo = AuthorizeResponse["idTagInfo"];

/** 1.6 IdToken is a CiString20Type: a longer group is known to 2.0.1 chargers only. */
const LONGEST_PARENT_ID_TAG = 20;

/** What 1.6 has no word of its own for. */
const WORD_16 = { Pending: "Invalid", NotAtThisTime: "Blocked" } as const;

/** An authorisation in the words of 1.6 §7.27 IdTagInfo. */
export function idTagInfo({ status, groupId, expiresAt }: Authorization): IdTagInfo {
  return {
    status: status === "Pending" || status === "NotAtThisTime" ? WORD_16[status] : status,
    ...(expiresAt !== undefined && { expiryDate: expiresAt }),
    ...(groupId !== undefined &&
      groupId.length <= LONGEST_PARENT_ID_TAG && { parentIdTag: groupId }),
  };
}

/** An authorisation in the words of 2.0.1 part 2 IdTokenInfoType. */
export function idTokenInfo({ status, groupId, expiresAt }: Authorization): IdTokenInfoType {
  return {
    status: status === "Pending" ? "Invalid" : status,
    ...(expiresAt !== undefined && { cacheExpiryDateTime: expiresAt }),
    ...(groupId !== undefined && { groupIdToken: { idToken: groupId, type: "Central" } }),
  };
}
