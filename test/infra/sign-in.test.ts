import { Match, type Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, it } from "vitest";
import { synthesize } from "./synthesized.ts";

let data: Template;
beforeAll(() => {
  data = synthesize().Data;
});

function poolNamed(name: string) {
  const pools = Object.entries(data.findResources("AWS::Cognito::UserPool"));
  const found = pools.find(([logicalId]) => logicalId.startsWith(name));
  if (!found) throw new Error(`There is no pool ${name}.`);
  return found[1];
}

describe.each(["StaffPool", "DriverPool"])("the %s", (name) => {
  it("is protected and kept", () => {
    const { Properties, DeletionPolicy } = poolNamed(name);

    expect(Properties.DeletionProtection).toBe("ACTIVE");
    expect(DeletionPolicy).toBe("Retain");
  });

  it("blocks passwords that are known from leaks, and takeovers", () => {
    const { Properties } = poolNamed(name);

    expect(Properties.UserPoolTier).toBe("PLUS");
    expect(Properties.UserPoolAddOns.AdvancedSecurityMode).toBe("ENFORCED");
    data.hasResourceProperties("AWS::Cognito::UserPoolRiskConfigurationAttachment", {
      UserPoolId: { Ref: Match.stringLikeRegexp(`^${name}`) },
      ClientId: "ALL",
      CompromisedCredentialsRiskConfiguration: {
        Actions: { EventAction: "BLOCK" },
        EventFilter: ["SIGN_IN", "SIGN_UP", "PASSWORD_CHANGE"],
      },
      AccountTakeoverRiskConfiguration: {
        Actions: Match.objectLike({ HighAction: { EventAction: "BLOCK", Notify: false } }),
      },
    });
  });

  it("signs in on pages that have a style, from a public client that tells nobody who exists", () => {
    const UserPoolId = { Ref: Match.stringLikeRegexp(`^${name}`) };

    data.hasResourceProperties("AWS::Cognito::UserPoolDomain", {
      UserPoolId,
      ManagedLoginVersion: 2,
    });
    data.hasResourceProperties("AWS::Cognito::ManagedLoginBranding", {
      UserPoolId,
      UseCognitoProvidedValues: true,
    });
    data.hasResourceProperties("AWS::Cognito::UserPoolClient", {
      UserPoolId,
      AllowedOAuthFlows: ["code"],
      ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      GenerateSecret: false,
      PreventUserExistenceErrors: "ENABLED",
      EnableTokenRevocation: true,
    });
  });

  it("asks for long passwords and recovers accounts by e-mail only", () => {
    const { Properties } = poolNamed(name);

    expect(Properties.Policies.PasswordPolicy).toMatchObject({
      MinimumLength: 14,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      RequireUppercase: true,
    });
    expect(Properties.AccountRecoverySetting.RecoveryMechanisms).toEqual([
      { Name: "verified_email", Priority: 1 },
    ]);
  });
});

describe("staff", () => {
  it("are invited, and always have a second factor", () => {
    const { Properties } = poolNamed("StaffPool");

    expect(Properties.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
    expect(Properties.MfaConfiguration).toBe("ON");
    expect(Properties.EnabledMfas).toEqual(["SOFTWARE_TOKEN_MFA"]);
  });

  it("may use a passkey that verifies its user, as both factors in one", () => {
    const { Properties } = poolNamed("StaffPool");

    expect(Properties.Policies.SignInPolicy.AllowedFirstAuthFactors).toEqual([
      "PASSWORD",
      "WEB_AUTHN",
    ]);
    expect(Properties.WebAuthnUserVerification).toBe("required");
    expect(Properties.WebAuthnFactorConfiguration).toBe("MULTI_FACTOR_WITH_USER_VERIFICATION");
  });

  it("return to the console after the sign-in", () => {
    data.hasResourceProperties("AWS::Cognito::UserPoolClient", {
      CallbackURLs: ["http://localhost:8080/console/"],
    });
  });

  it("return to the hostname of the platform when it has one", () => {
    const { Data } = synthesize({
      domain: "example.com",
      ocppCertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/ocpp",
      appCertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/app",
    });

    Data.hasResourceProperties("AWS::Cognito::UserPoolClient", {
      CallbackURLs: ["https://app.example.com/console/"],
    });
  });

  it("sign in at a host that no other account can have taken", () => {
    data.hasResourceProperties("AWS::Cognito::UserPoolDomain", {
      Domain: { "Fn::Join": ["", ["chargeward-dev-", { Ref: "AWS::AccountId" }]] },
    });
  });
});

describe("programs", () => {
  it("have a pool without people and without clients in the template", () => {
    const { Properties } = poolNamed("ApiClientPool");

    expect(Properties.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
    expect(Properties.DeletionProtection).toBe("ACTIVE");
    data.resourcePropertiesCountIs(
      "AWS::Cognito::UserPoolClient",
      { UserPoolId: { Ref: Match.stringLikeRegexp("^ApiClientPool") } },
      0,
    );
  });

  it("get one scope, at a host that no other account can have taken", () => {
    data.hasResourceProperties("AWS::Cognito::UserPoolResourceServer", {
      Identifier: "chargeward",
      Scopes: [Match.objectLike({ ScopeName: "api" })],
    });
    data.hasResourceProperties("AWS::Cognito::UserPoolDomain", {
      Domain: { "Fn::Join": ["", ["chargeward-dev-api-", { Ref: "AWS::AccountId" }]] },
    });
  });
});

describe("drivers", () => {
  it("have a pool of their own, and choose their second factor", () => {
    const { Properties } = poolNamed("DriverPool");

    expect(Properties.MfaConfiguration).toBe("OPTIONAL");
    data.resourceCountIs("AWS::Cognito::UserPool", 3);
    data.hasResourceProperties("AWS::Cognito::UserPoolClient", {
      UserPoolId: { Ref: Match.stringLikeRegexp("^DriverPool") },
      CallbackURLs: ["http://localhost:8080/charge/"],
    });
  });
});

it("limits how often one source asks at the sign-in of any pool", () => {
  data.hasResourceProperties("AWS::WAFv2::WebACL", {
    Scope: "REGIONAL",
    Rules: [
      Match.objectLike({
        Action: { Block: {} },
        Statement: { RateBasedStatement: { AggregateKeyType: "IP", Limit: 500 } },
      }),
    ],
  });
  const guarded = Object.values(data.findResources("AWS::WAFv2::WebACLAssociation"));
  const pools = Object.keys(data.findResources("AWS::Cognito::UserPool"));
  expect(guarded.map(({ Properties }) => Properties.ResourceArn["Fn::GetAtt"][0]).sort()).toEqual(
    pools.sort(),
  );
});
