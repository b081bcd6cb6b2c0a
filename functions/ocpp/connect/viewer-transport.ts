import { type HandshakeEvent, headerOf } from "./handshake-event.ts";

/** How a charger reached the edge, in the edge's own words: its headers count only behind the origin secret. */
export interface ViewerTransport {
  readonly isTls: boolean;
  /** PEM of the client certificate whose key the edge has seen used; whose it is, nobody has checked yet. */
  readonly certificatePem?: string;
}

/** Reads what the edge says; what it does not say counts as the weaker. */
export function viewerTransport(event: HandshakeEvent): ViewerTransport {
  const isTls = headerOf(event, "cloudfront-forwarded-proto") === "https";
  const encoded = headerOf(event, "cloudfront-viewer-cert-pem");
  if (!isTls || encoded === undefined || encoded === "") return { isTls };
  return { isTls, certificatePem: decoded(encoded) };
}

/** A text that cannot be decoded stays as it is: it is a certificate that nobody can read, not none. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
