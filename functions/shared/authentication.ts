import { DomainError } from "#domain/errors.ts";

/** RFC 6750 §2.1; one token, no other scheme. */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** The access token of a request. Throws `access.unauthenticated` where there is none. */
export function bearerToken(headers: Readonly<Record<string, string | undefined>>): string {
  const token = BEARER.exec(headers["authorization"] ?? "")?.[1];
  if (token === undefined) {
    throw new DomainError("access.unauthenticated", "Send an access token as a Bearer token.", {
      tokenMissing: true,
    });
  }
  return token;
}

/** What to answer as WWW-Authenticate (RFC 6750 §3): no error code where no token was sent. */
export function challenge(refusal: DomainError): string {
  const realm = 'Bearer realm="chargeward"';
  return refusal.details["tokenMissing"] === true ? realm : `${realm}, error="invalid_token"`;
}
