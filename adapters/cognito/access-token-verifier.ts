import { JwtVerifier } from "aws-jwt-verify";
import { FetchError, JwtBaseError } from "aws-jwt-verify/error";
import { type Fetcher, SimpleFetcher } from "aws-jwt-verify/https";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import type { JwtPayload } from "aws-jwt-verify/jwt-model";
import { DomainError } from "#domain/errors.ts";

/** Who a valid access token speaks for. */
export interface TokenIdentity {
  readonly subject: string;
  /** The sign-in that the token goes back to, through however many renewals (`origin_jti`). */
  readonly signInId?: string;
  /** When that sign-in happened, ISO 8601 UTC (`auth_time`). */
  readonly signedInAt?: string;
}

/** Gives whom a valid access token speaks for. Throws `access.unauthenticated` for any other token. */
export type VerifyAccessToken = (token: string) => Promise<TokenIdentity>;

/** Subjects and ids of sign-ins become part of keys, so they may not hold their separator. */
const KEY_PART = /^[^#\s]{1,128}$/;
const FETCH_TIMEOUT_MS = 3_000;

/**
 * Verifies access tokens of a Cognito user pool (or of the local sign-in) by signature, issuer, expiry, `token_use`
 * and `client_id`. Cognito's access tokens have no audience. The keys are fetched once and kept in memory.
 */
export function accessTokenVerifier(pool: {
  readonly issuer: string;
  readonly clientId: string;
}): VerifyAccessToken {
  const verifier = JwtVerifier.create(
    {
      issuer: pool.issuer,
      audience: null,
      jwksUri: `${pool.issuer}/.well-known/jwks.json`,
      customJwtCheck: ({ payload }) => {
        if (payload["token_use"] !== "access") throw new NotThisToken("not an access token");
        if (payload["client_id"] !== pool.clientId) throw new NotThisToken("another client");
      },
    },
    { jwksCache: new SimpleJwksCache({ fetcher: fetcherFor(pool.issuer) }) },
  );
  return async (token) => {
    try {
      return identityOf(await verifier.verify(token));
    } catch (error) {
      // Keys that cannot be fetched are our trouble, not the caller's.
      if (error instanceof FetchError || !(error instanceof JwtBaseError)) throw error;
      throw new DomainError("access.unauthenticated", "The access token is not valid.");
    }
  };
}

function identityOf({
  sub,
  origin_jti: signInId,
  auth_time: signedInAt,
}: JwtPayload): TokenIdentity {
  if (sub === undefined || !KEY_PART.test(sub)) throw new NotThisToken("no usable subject");
  return {
    subject: sub,
    ...(typeof signInId === "string" && KEY_PART.test(signInId) && { signInId }),
    ...(typeof signedInAt === "number" && {
      signedInAt: new Date(signedInAt * 1000).toISOString(),
    }),
  };
}

class NotThisToken extends JwtBaseError {
  override readonly name = "NotThisToken";
}

/** The library fetches keys over https only; on one machine the sign-in is plain http on the loopback interface. */
function fetcherFor(issuer: string): Fetcher {
  const { protocol, hostname } = new URL(issuer);
  const isLoopback = hostname === "localhost" || hostname === "127.0.0.1";
  if (protocol !== "http:" || !isLoopback) return new SimpleFetcher();
  return {
    fetch: async (uri) => {
      const answer = await fetch(uri, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
      if (!answer.ok) throw new FetchError(uri, `status ${answer.status}`);
      return answer.arrayBuffer();
    },
  };
}
