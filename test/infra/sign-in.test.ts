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
    expect(Properties.UserPoolTier).toBe("ESSENTIALS");
  });

  it("sign in by authorization code, from a public client that tells nobody who exists", () => {
    data.hasResourceProperties("AWS::Cognito::UserPoolClient", {
      AllowedOAuthFlows: ["code"],
      GenerateSecret: false,
      PreventUserExistenceErrors: "ENABLED",
      EnableTokenRevocation: true,
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
    data.allResourcesProperties("AWS::Cognito::UserPoolClient", {
      UserPoolId: { Ref: Match.stringLikeRegexp("^StaffPool") },
    });
  });
});
