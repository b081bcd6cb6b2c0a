import type { ConnectorCodeView } from "#contracts/rest/connector-codes.ts";
import type { ConnectorCode } from "#domain/adhoc/connector-code.ts";
import { environment } from "#functions/shared/environment.ts";
import { codes } from "#functions/shared/opaque-texts.ts";

const appUrl = environment("APP_URL");

/** What a QR code says: the page of one connector. */
export async function urlOfCode(code: ConnectorCode, expiresAt?: string): Promise<string> {
  const { operatorId, chargerId, codeId } = code;
  const until = expiresAt === undefined ? {} : { expiresAt };
  const text = await codes.sealCode({ operatorId, chargerId, codeId, ...until });
  return `${appUrl}/charge/${text}`;
}

/** A code with what to print, where it is for a sticker and counts. */
export async function codeReply(code: ConnectorCode, now: string): Promise<ConnectorCodeView> {
  const isPrinted = code.kind === "sticker" && (code.endsAt === undefined || code.endsAt > now);
  return { ...code, ...(isPrinted && { url: await urlOfCode(code) }) };
}
