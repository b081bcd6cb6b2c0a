/** The border of the local Cognito: what `platform.ts` gives to it, and what it gets back. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { EndpointService, WriteLog } from "../services.ts";

export interface UserPoolClientDefinition {
  readonly clientId: string;
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly scopes: readonly string[];
  /** Lifetimes of its tokens; Cognito's own where they are absent. */
  readonly accessTokenSeconds?: number;
  readonly refreshTokenSeconds?: number;
}

export interface PasswordPolicyDefinition {
  readonly minimumLength: number;
  readonly requireLowercase: boolean;
  readonly requireUppercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
}

export interface UserPoolDefinition {
  readonly poolId: string;
  /** The host name, as far as the template chooses it, under which the pool signs in; `<publicUrl>/oidc/<domainPrefix>` leads to the pool too. */
  readonly domainPrefix?: string;
  /** Scopes of its resource servers, e.g. `chargeward/api`. */
  readonly resourceScopes: readonly string[];
  /** Whether a second factor is asked for: of everybody, of those who enrolled one, or of nobody. */
  readonly mfa: "ON" | "OPTIONAL" | "OFF";
  /** Whether people make their own accounts; else they are invited. */
  readonly selfSignUp: boolean;
  readonly passwordPolicy: PasswordPolicyDefinition;
  readonly clients: readonly UserPoolClientDefinition[];
  readonly groups: readonly string[];
}

export interface CognitoOptions {
  readonly dataDir: string;
  readonly pools: readonly UserPoolDefinition[];
  /** e.g. `http://localhost:8080`; a pool's issuer is `<publicUrl>/oidc/<poolId>`, its keys `<issuer>/.well-known/jwks.json`. */
  readonly publicUrl: string;
  readonly writeLog: WriteLog;
}

export interface NewUser {
  readonly poolId: string;
  readonly email: string;
  readonly password: string;
  readonly groups: readonly string[];
  /** Second factor, base32; enrolled where the user has none yet. */
  readonly totpSecret?: string;
}

/** `startCognito(options): Promise<CognitoService>`; its endpoint is Cognito's API for the SDK, the edge hands over `/oidc/*`. */
export interface CognitoService extends EndpointService {
  /** Answers a request below `/oidc/` and gives true; else touches nothing and gives false. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Makes the user where it does not exist yet; gives the subject (`sub`). */
  readonly ensureUser: (user: NewUser) => Promise<{ readonly subject: string }>;
}
