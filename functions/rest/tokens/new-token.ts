import type * as z from "zod";
import { newSubjectId } from "#adapters/kms/subject-id.ts";
import type { createToken } from "#contracts/rest/tokens.ts";
import type { Token, TokenName } from "#domain/charging/token.ts";
import { defined } from "#functions/shared/defined.ts";

/** A token as it begins: nobody's but its own, with a subject that its key belongs to. */
export function newToken(
  body: z.output<typeof createToken.body>,
  made: Pick<Token, "operatorId" | "tokenRef" | "createdAt">,
): Token & TokenName {
  const { onLocalLists, ...fields } = body;
  return {
    ...defined(fields),
    ...made,
    subjectId: newSubjectId(),
    tokenId: body.tokenId,
    status: body.status,
    maxActiveSessions: body.maxActiveSessions,
    ...(onLocalLists && { onLocalLists }),
    activeSessions: 0,
    updatedAt: made.createdAt,
    version: 1,
  };
}
