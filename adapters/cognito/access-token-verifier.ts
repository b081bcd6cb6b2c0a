import { JwtVerifier } from "aws-jwt-verify";
import { FetchError, JwtBaseError } from "aws-jwt-verify/error";
import { type Fetcher, SimpleFetcher } from "aws-jwt-verify/https";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import type { JwtPayload } from "aws-jwt-verify/jwt-model";
import { API_SCOPE } from "#contracts/api-scope.ts";
import { PROGRAM_PREFIX } from "#domain/access/api-client.ts";
import { DomainError } from "#domain/errors.ts";

/** Who a valid access token speaks for: a person, or where `clientId` says so a program. */
interface TokenIdentity {
  /** Of a program `client:` and its id. */
  readonly subject: string;
  readonly clientId?: string;
  /** The sign-in that the token goes back to, through however many renewals (`origin_jti`). */
  readonly signInId?: string;
  /** When that sign-in happened, ISO 8601 UTC (`auth_time`). */
  readonly signedInAt?: string;
}

interface AcceptedTokens {
  readonly people: { readonly issuer: string; readonly clientId: string };
  /** Absent where no programs are let in. */
  readonly programs?: { readonly issuer: string };
}

/** Gives whom a valid access token speaks for. Throws `access.unauthenticated` for any other token. */
export type VerifyAccessToken = (token: string) => Promise<TokenIdentity>;

/** Subjects and ids of sign-ins become part of keys, so they may not hold their separator. */
const KEY_PART = /^[^#\s]{1,128}$/;
const FETCH_TIMEOUT_MS = 3_000;

/**
 * Verifies access tokens of two Cognito user pools (or of their local stand-ins), that of people (staff, or drivers) and that of API
 * clients, by signature, issuer, expiry, `token_use`, `client_id`, and of programs subject and scope. Which of the two a
 * token is of its issuer alone says, whose keys it must be signed with. Cognito's access tokens have no audience. The
 * keys are fetched once and kept in memory.
 */
export function accessTokenVerifier({ people, programs }: AcceptedTokens): VerifyAccessToken {
  const verifier = JwtVerifier.create(
    [
      tokensOf(people.issuer, ({ sub, client_id }) => {
        if (client_id !== people.clientId) throw new NotThisToken("another client");
        if (sub?.startsWith(PROGRAM_PREFIX)) throw new NotThisToken("the name of a program");
      }),
      ...(programs ? [tokensOf(programs.issuer, checkProgram)] : []),
    ],
    { jwksCache: new SimpleJwksCache({ fetcher: keyFetcher }) },
  );
  return async (token) => {
    try {
      const payload = await verifier.verify(token);
      return payload.iss === programs?.issuer ? programOf(payload) : personOf(payload);
    } catch (error) {
      // Keys that cannot be fetched are our trouble, not the caller's.
      if (error instanceof FetchError || !(error instanceof JwtBaseError)) throw error;
      throw new DomainError("access.unauthenticated", "The access token is not valid.");
    }
  };
}

function checkProgram({ sub, client_id, scope }: JwtPayload): void {
  if (sub !== client_id) throw new NotThisToken("not the client itself");
  const isForApi = typeof scope === "string" && scope.split(" ").includes(API_SCOPE);
  if (!isForApi) throw new NotThisToken("without the scope");
}

function tokensOf(issuer: string, check: (payload: JwtPayload) => void) {
  return {
    issuer,
    audience: null,
    jwksUri: `${issuer}/.well-known/jwks.json`,
    customJwtCheck: ({ payload }: { readonly payload: JwtPayload }) => {
      if (payload["token_use"] !== "access") throw new NotThisToken("not an access token");
      check(payload);
    },
  };
}

function personOf(payload: JwtPayload): TokenIdentity {
  const { origin_jti: signInId, auth_time: signedInAt } = payload;
  return {
    subject: subjectOf(payload),
    ...(typeof signInId === "string" && KEY_PART.test(signInId) && { signInId }),
    ...(typeof signedInAt === "number" && {
      signedInAt: new Date(signedInAt * 1000).toISOString(),
    }),
  };
}

function programOf(payload: JwtPayload): TokenIdentity {
  const clientId = subjectOf(payload);
  return { subject: `${PROGRAM_PREFIX}${clientId}`, clientId };
}

function subjectOf({ sub }: JwtPayload): string {
  if (sub === undefined || !KEY_PART.test(sub)) throw new NotThisToken("no usable subject");
  return sub;
}

class NotThisToken extends JwtBaseError {
  override readonly name = "NotThisToken";
}

const overHttps = new SimpleFetcher();

/** The library fetches keys over https only; on one machine the sign-in is plain http on the loopback interface. */
const keyFetcher: Fetcher = {
  async fetch(uri) {
    const { protocol, hostname } = new URL(uri);
    const isLoopback = hostname === "localhost" || hostname === "127.0.0.1";
    if (protocol !== "http:" || !isLoopback) return overHttps.fetch(uri);
    const answer = await fetch(uri, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    if (!answer.ok) throw new FetchError(uri, `status ${answer.status}`);
    return answer.arrayBuffer();
  },
};
