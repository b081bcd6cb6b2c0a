import type { UserPoolDefinition } from "../services.ts";
import type { Resolver } from "./resolver.ts";

/** Where the templates think the app is when no domain is configured. */
const DEFAULT_APP_URL = "http://localhost:8080";

/** The templates' user pools with clients and groups; `publicUrl` takes the place of the default app URL in the return addresses. */
export function userPoolDefinitions(
  resolver: Resolver,
  publicUrl: string,
): readonly UserPoolDefinition[] {
  const urlsOf = (value: unknown): readonly string[] =>
    ((value ?? []) as readonly string[]).map((url) => url.replace(DEFAULT_APP_URL, publicUrl));
  return resolver.resources("AWS::Cognito::UserPool").map((pool) => ({
    poolId: pool.ref,
    ...domainOf(resolver, pool.ref),
    resourceScopes: resourceScopesOf(resolver, pool.ref),
    clients: resolver
      .resources("AWS::Cognito::UserPoolClient")
      .filter(({ properties }) => properties["UserPoolId"] === pool.ref)
      .map(({ ref, properties }) => ({
        clientId: ref,
        callbackUrls: urlsOf(properties["CallbackURLs"]),
        logoutUrls: urlsOf(properties["LogoutURLs"]),
        scopes: (properties["AllowedOAuthScopes"] ?? []) as readonly string[],
      })),
    groups: resolver
      .resources("AWS::Cognito::UserPoolGroup")
      .filter(({ properties }) => properties["UserPoolId"] === pool.ref)
      .map(({ ref }) => ref),
  }));
}

function domainOf(resolver: Resolver, poolId: string): { readonly domainPrefix?: string } {
  const [domain] = resolver
    .resources("AWS::Cognito::UserPoolDomain")
    .filter(({ properties }) => properties["UserPoolId"] === poolId);
  return domain === undefined ? {} : { domainPrefix: domain.ref };
}

function resourceScopesOf(resolver: Resolver, poolId: string): readonly string[] {
  return resolver
    .resources("AWS::Cognito::UserPoolResourceServer")
    .filter(({ properties }) => properties["UserPoolId"] === poolId)
    .flatMap(({ properties }) =>
      ((properties["Scopes"] ?? []) as readonly { readonly ScopeName: string }[]).map(
        ({ ScopeName }) => `${properties["Identifier"]}/${ScopeName}`,
      ),
    );
}
