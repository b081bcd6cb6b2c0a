import { isIP } from "node:net";

/** What API Gateway tells of a WebSocket handshake; only `$connect` carries headers and the query. */
export interface HandshakeEvent {
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null;
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>> | null;
  readonly requestContext: {
    readonly connectionId: string;
    /** When the gateway took the handshake, in milliseconds since 1970. */
    readonly connectedAt?: number;
    readonly identity?: { readonly sourceIp?: string };
  };
}

/** A header's value whatever the case of its name; one that was sent in several lines reads as a list. */
export function headerOf(event: HandshakeEvent, name: string): string | undefined {
  const isNamed = ([key]: [string, unknown]) => key.toLowerCase() === name;
  const lines = Object.entries(event.multiValueHeaders ?? {}).find(isNamed)?.[1];
  if (lines !== undefined && lines.length > 0) return lines.join(", ");
  return Object.entries(event.headers ?? {}).find(isNamed)?.[1];
}

/**
 * The charger's address. The edge appends whom it saw and API Gateway appends the edge, so only the last but one of
 * the forwarded addresses can be believed; those before it are the client's own words.
 */
export function sourceIpOf(event: HandshakeEvent): string {
  const forwarded = headerOf(event, "x-forwarded-for")?.split(",") ?? [];
  const seenByEdge = forwarded.at(-2)?.trim() ?? "";
  return isIP(seenByEdge) > 0 ? seenByEdge : (event.requestContext.identity?.sourceIp ?? "unknown");
}
