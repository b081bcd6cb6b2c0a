import { describe, expect, it } from "vitest";
import { createResolver } from "#local/assembly/resolver.ts";
import type { ResourceAddress } from "#local/assembly/template.ts";
import { userPoolDefinitions } from "#local/assembly/user-pool-definitions.ts";
import { anAssembly, aStack } from "#test/support/local/template-assembly.ts";

const PUBLIC_URL = "http://localhost:9000";

function definitions(Resources: Record<string, ResourceAddress["resource"]>) {
  const resolver = createResolver(anAssembly(aStack("Data", { Resources })), String);
  return userPoolDefinitions(resolver, PUBLIC_URL);
}

const UserPoolId = { Ref: "Pool" };

describe("a user pool of the templates", () => {
  it("brings its rules, its name, its clients and its scopes along", () => {
    const [pool] = definitions({
      Pool: {
        Type: "AWS::Cognito::UserPool",
        Properties: {
          MfaConfiguration: "ON",
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
          Policies: { PasswordPolicy: { MinimumLength: 14, RequireSymbols: true } },
        },
      },
      Client: {
        Type: "AWS::Cognito::UserPoolClient",
        Properties: {
          UserPoolId,
          CallbackURLs: ["http://localhost:8080/console/"],
          AllowedOAuthScopes: ["openid"],
          AccessTokenValidity: 15,
          RefreshTokenValidity: 12,
          TokenValidityUnits: { AccessToken: "minutes", RefreshToken: "hours" },
        },
      },
      Domain: {
        Type: "AWS::Cognito::UserPoolDomain",
        Properties: { UserPoolId, Domain: "chargeward-dev" },
      },
      Server: {
        Type: "AWS::Cognito::UserPoolResourceServer",
        Properties: { UserPoolId, Identifier: "chargeward", Scopes: [{ ScopeName: "api" }] },
      },
    });

    expect(pool).toMatchObject({
      mfa: "ON",
      selfSignUp: false,
      passwordPolicy: { minimumLength: 14, requireSymbols: true, requireNumbers: false },
      domainPrefix: "chargeward-dev",
      resourceScopes: ["chargeward/api"],
      clients: [
        {
          callbackUrls: [`${PUBLIC_URL}/console/`],
          scopes: ["openid"],
          accessTokenSeconds: 900,
          refreshTokenSeconds: 43_200,
        },
      ],
    });
  });

  it("is Cognito's own where the template says nothing, and takes nothing from another pool", () => {
    const [pool] = definitions({
      Pool: { Type: "AWS::Cognito::UserPool" },
      Other: { Type: "AWS::Cognito::UserPool" },
      Client: {
        Type: "AWS::Cognito::UserPoolClient",
        Properties: { UserPoolId: { Ref: "Other" } },
      },
    });

    expect(pool).toMatchObject({
      mfa: "OFF",
      selfSignUp: true,
      passwordPolicy: { minimumLength: 8 },
      clients: [],
      resourceScopes: [],
    });
  });
});
