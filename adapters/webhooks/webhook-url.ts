import { DomainError } from "#domain/errors.ts";
import { isPublicAddress, literalAddress } from "./public-address.ts";

/** Names that never lead to the internet. */
const INNER_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/i;
const LOOPBACK = new Set(["127.0.0.1", "localhost"]);

/**
 * A URL that events may be sent to, in its one form. Where a name leads is checked at each connection; here only what
 * can be seen. Throws `webhook.url-refused`.
 */
export function webhookUrl(
  text: string,
  { allowsLoopback }: { readonly allowsLoopback: boolean },
): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.username !== "" || url.password !== "" || url.hash !== "") throw refused();
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refused();
  if (allowsLoopback && LOOPBACK.has(url.hostname)) return url;
  const address = literalAddress(url.hostname);
  const isPublic = address === undefined ? hasPublicName(url.hostname) : isPublicAddress(address);
  if (url.protocol !== "https:" || !isPublic) throw refused();
  return url;
}

function hasPublicName(hostname: string): boolean {
  return hostname.includes(".") && !INNER_NAME.test(hostname.replace(/\.$/, ""));
}

function refused(): DomainError {
  return new DomainError(
    "webhook.url-refused",
    "Give an https URL whose host is on the internet, without credentials.",
  );
}
