import type {
  PasswordPolicyDefinition,
  UserPoolClientDefinition,
  UserPoolDefinition,
} from "../cognito/service.ts";
import type { ResolvedResource, Resolver } from "./resolver.ts";
import type { Properties } from "./template.ts";

/** Where the templates think the app is when no domain is configured. */
const DEFAULT_APP_URL = "http://localhost:8080";

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  seconds: 1,
  minutes: 60,
  hours: 3_600,
  days: 86_400,
};

/** The templates' user pools with clients and groups; `publicUrl` takes the place of the default app URL in the return addresses. */
export function userPoolDefinitions(
  resolver: Resolver,
  publicUrl: string,
): readonly UserPoolDefinition[] {
  return resolver.resources("AWS::Cognito::UserPool").map((pool) => {
    const ofPool = (type: string): readonly ResolvedResource[] =>
      resolver.resources(type).filter(({ properties }) => properties["UserPoolId"] === pool.ref);
    const [domain] = ofPool("AWS::Cognito::UserPoolDomain");
    return {
      poolId: pool.ref,
      ...(domain && { domainPrefix: domain.ref }),
      ...rulesOf(pool.properties),
      resourceScopes: ofPool("AWS::Cognito::UserPoolResourceServer").flatMap(scopesOfServer),
      clients: ofPool("AWS::Cognito::UserPoolClient").map((client) => clientOf(client, publicUrl)),
      groups: ofPool("AWS::Cognito::UserPoolGroup").map(({ ref }) => ref),
    };
  });
}

function rulesOf(
  properties: Properties,
): Pick<UserPoolDefinition, "mfa" | "selfSignUp" | "passwordPolicy"> {
  const creation = (properties["AdminCreateUserConfig"] ?? {}) as Properties;
  const policies = (properties["Policies"] ?? {}) as Properties;
  return {
    mfa: (properties["MfaConfiguration"] ?? "OFF") as UserPoolDefinition["mfa"],
    selfSignUp: creation["AllowAdminCreateUserOnly"] !== true,
    passwordPolicy: passwordPolicyOf((policies["PasswordPolicy"] ?? {}) as Properties),
  };
}

/** Cognito demands eight characters where the template says nothing. */
function passwordPolicyOf(policy: Properties): PasswordPolicyDefinition {
  return {
    minimumLength: Number(policy["MinimumLength"] ?? 8),
    requireLowercase: policy["RequireLowercase"] === true,
    requireUppercase: policy["RequireUppercase"] === true,
    requireNumbers: policy["RequireNumbers"] === true,
    requireSymbols: policy["RequireSymbols"] === true,
  };
}

function clientOf(
  { ref, properties }: ResolvedResource,
  publicUrl: string,
): UserPoolClientDefinition {
  const urlsOf = (value: unknown): readonly string[] =>
    ((value ?? []) as readonly string[]).map((url) => url.replace(DEFAULT_APP_URL, publicUrl));
  const accessTokenSeconds = validityOf(properties, "AccessToken", "hours");
  const refreshTokenSeconds = validityOf(properties, "RefreshToken", "days");
  return {
    clientId: ref,
    callbackUrls: urlsOf(properties["CallbackURLs"]),
    logoutUrls: urlsOf(properties["LogoutURLs"]),
    scopes: (properties["AllowedOAuthScopes"] ?? []) as readonly string[],
    ...(accessTokenSeconds !== undefined && { accessTokenSeconds }),
    ...(refreshTokenSeconds !== undefined && { refreshTokenSeconds }),
  };
}

function validityOf(
  properties: Properties,
  token: "AccessToken" | "RefreshToken",
  defaultUnit: string,
): number | undefined {
  const validity = properties[`${token}Validity`];
  if (validity === undefined) return undefined;
  const units = (properties["TokenValidityUnits"] ?? {}) as Properties;
  return Number(validity) * (UNIT_SECONDS[String(units[token] ?? defaultUnit)] ?? Number.NaN);
}

function scopesOfServer({ properties }: ResolvedResource): readonly string[] {
  const scopes = (properties["Scopes"] ?? []) as readonly { readonly ScopeName: string }[];
  return scopes.map(({ ScopeName }) => `${properties["Identifier"]}/${ScopeName}`);
}
