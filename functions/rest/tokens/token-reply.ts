import type { NamedToken } from "#domain/charging/token.ts";
import { ERASED_ID, maskedId } from "#domain/privacy/mask.ts";

/** A token as staff see it: its ids masked. */
export function tokenReply(token: NamedToken) {
  const { tokenId, groupId, subjectId: _, ...shown } = token;
  return {
    ...shown,
    maskedId: tokenId === undefined ? ERASED_ID : maskedId(tokenId),
    ...(groupId !== undefined && { maskedGroupId: maskedId(groupId) }),
  };
}
