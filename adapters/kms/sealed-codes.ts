import type { CodeText } from "#domain/adhoc/connector-code.ts";
import type { StartIntent } from "#domain/adhoc/start-intent.ts";
import type { OpaqueText } from "./opaque-text.ts";

/** Whose attempt a handle reads and stops. */
export interface HandleText {
  readonly operatorId: string;
  readonly attemptId: string;
}

/** What charging without an account puts into people's hands, sealed and opened. Undefined for what we did not seal. */
export function sealedCodes(texts: OpaqueText) {
  return {
    sealCode: ({ operatorId, chargerId, codeId, expiresAt }: CodeText): Promise<string> =>
      texts.seal("connector-code", [
        operatorId,
        chargerId,
        codeId,
        ...(expiresAt === undefined ? [] : [expiresAt]),
      ]),

    async openCode(sealed: string): Promise<CodeText | undefined> {
      const [operatorId, chargerId, codeId, expiresAt] =
        (await texts.open("connector-code", sealed)) ?? [];
      if (operatorId === undefined || chargerId === undefined || codeId === undefined) {
        return undefined;
      }
      return { operatorId, chargerId, codeId, ...(expiresAt !== undefined && { expiresAt }) };
    },

    sealIntent: ({ operatorId, codeId, nonce, issuedAt }: StartIntent): Promise<string> =>
      texts.seal("adhoc-intent", [operatorId, codeId, nonce, issuedAt]),

    async openIntent(sealed: string): Promise<StartIntent | undefined> {
      const [operatorId = "", codeId = "", nonce = "", issuedAt] =
        (await texts.open("adhoc-intent", sealed)) ?? [];
      return issuedAt === undefined ? undefined : { operatorId, codeId, nonce, issuedAt };
    },

    sealHandle: ({ operatorId, attemptId }: HandleText): Promise<string> =>
      texts.seal("attempt-handle", [operatorId, attemptId]),

    async openHandle(sealed: string): Promise<HandleText | undefined> {
      const [operatorId = "", attemptId] = (await texts.open("attempt-handle", sealed)) ?? [];
      return attemptId === undefined ? undefined : { operatorId, attemptId };
    },
  };
}
