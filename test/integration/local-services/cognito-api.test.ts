import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { JwtVerifier } from "aws-jwt-verify";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createResolver } from "#local/assembly/resolver.ts";
import { type Iam, startIam } from "#local/iam/start.ts";
import type { EndpointService } from "#local/services.ts";
import {
  aPool,
  PROGRAMS,
  type SignInWorld,
  startSignInWorld,
} from "#test/support/local/sign-in-world.ts";
import { ACCOUNT, allow } from "#test/unit/local/iam/builders.ts";

const poolArn = (poolId: string) => `arn:aws:cognito-idp:eu-west-1:${ACCOUNT}:userpool/${poolId}`;

/** A function that administers staff, all but deleting them, and the clients of programs; drivers are not its business. */
const RESOURCES = {
  Role: {
    Type: "AWS::IAM::Role",
    Properties: {
      AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] },
      Policies: [
        {
          PolicyName: "Own",
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              allow("cognito-idp:Admin*", poolArn("staff")),
              { ...allow("cognito-idp:AdminDeleteUser", poolArn("staff")), Effect: "Deny" },
              allow("cognito-idp:*UserPoolClient", poolArn("programs")),
            ],
          },
        },
      ],
    },
  },
  Function: {
    Type: "AWS::Lambda::Function",
    Properties: {
      FunctionName: "worker",
      Runtime: "nodejs24.x",
      Role: { "Fn::GetAtt": ["Role", "Arn"] },
    },
  },
};

let world: SignInWorld;
let iam: Iam;
let door: EndpointService;
let client: CognitoIdentityProviderClient;

async function openDoor(): Promise<void> {
  door = await iam.guard("cognito-idp", world.cognito().endpoint);
  const environment = iam.environmentOf("worker");
  client = new CognitoIdentityProviderClient({
    endpoint: door.endpoint,
    region: "eu-west-1",
    credentials: {
      accessKeyId: environment["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: environment["AWS_SECRET_ACCESS_KEY"] ?? "",
      sessionToken: environment["AWS_SESSION_TOKEN"] ?? "",
    },
  });
}

beforeAll(async () => {
  world = await startSignInWorld([aPool("staff"), aPool("drivers"), PROGRAMS]);
  const template = { Resources: RESOURCES };
  const stack = { stackName: "Stack", template, assetPaths: new Map() };
  const resolver = createResolver({ stacks: [stack] }, () => "");
  iam = await startIam({ resolver, dataDir: world.dataDir, writeLog: () => undefined });
  await openDoor();
});
afterAll(async () => {
  client.destroy();
  await door.stop();
  await iam.stop();
  await world.stop();
});

const staff = (Username: string) => ({ UserPoolId: "staff", Username });
const invite = (email: string, more = {}) =>
  client.send(
    new AdminCreateUserCommand({
      ...staff(email),
      UserAttributes: [
        { Name: "email", Value: email },
        { Name: "email_verified", Value: "true" },
      ],
      MessageAction: "SUPPRESS",
      ...more,
    }),
  );
const PROGRAM = {
  UserPoolId: "programs",
  ClientName: "Roaming hub",
  GenerateSecret: true,
  AllowedOAuthFlows: ["client_credentials"],
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthScopes: ["chargeward/api"],
} as const;
const makeProgram = async (more = {}) => {
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({
      ...PROGRAM,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: ["chargeward/api"],
      ...more,
    }),
  );
  return {
    ClientId: UserPoolClient?.ClientId ?? "",
    ClientSecret: UserPoolClient?.ClientSecret ?? "",
  };
};

interface Credentials {
  readonly ClientId: string;
  readonly ClientSecret: string;
}

function askForToken({ ClientId, ClientSecret }: Credentials, more = {}) {
  const basic = Buffer.from(`${ClientId}:${ClientSecret}`).toString("base64");
  return fetch(`${world.publicUrl}/oidc/${PROGRAMS.domainPrefix}/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: "client_credentials", ...more }),
  });
}

describe("people, over Cognito's API", () => {
  it("are made once, and found by email and by subject", async () => {
    const { User } = await invite("ada@demo-a.example");

    const byEmail = await client.send(new AdminGetUserCommand(staff("Ada@demo-a.example")));
    const bySubject = await client.send(new AdminGetUserCommand(staff(User?.Username ?? "")));

    expect(byEmail).toMatchObject({ Enabled: true, UserStatus: "FORCE_CHANGE_PASSWORD" });
    expect(byEmail.UserAttributes).toContainEqual({ Name: "sub", Value: User?.Username });
    expect(bySubject.Username).toBe(byEmail.Username);
    await expect(invite("ada@demo-a.example")).rejects.toMatchObject({
      name: "UsernameExistsException",
    });
  });

  it("are not found where they are not, nor in a pool that is not there", async () => {
    await expect(
      client.send(new AdminGetUserCommand(staff("nobody@demo-a.example"))),
    ).rejects.toMatchObject({ name: "UserNotFoundException" });
    await expect(invite("not an email")).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  });

  it("are disabled, enabled, signed out and given a new second factor", async () => {
    await invite("bob@demo-a.example");
    const bob = staff("bob@demo-a.example");

    await client.send(new AdminDisableUserCommand(bob));
    const disabled = await client.send(new AdminGetUserCommand(bob));
    await client.send(new AdminEnableUserCommand(bob));
    await client.send(new AdminUserGlobalSignOutCommand(bob));
    await client.send(
      new AdminSetUserMFAPreferenceCommand({
        ...bob,
        SoftwareTokenMfaSettings: { Enabled: false },
      }),
    );
    const enabled = await client.send(new AdminGetUserCommand(bob));

    expect(disabled.Enabled).toBe(false);
    expect(enabled.Enabled).toBe(true);
    expect(enabled.UserMFASettingList).toBeUndefined();
  });

  it("get an invitation unless it is suppressed", async () => {
    await invite("eve@demo-a.example", { MessageAction: undefined });

    const again = await invite("eve@demo-a.example", { MessageAction: "RESEND" });

    expect(again.User?.UserStatus).toBe("FORCE_CHANGE_PASSWORD");
  });

  it("are out of reach where the policy does not let the function", async () => {
    await invite("ivy@demo-a.example");

    const deletion = client.send(new AdminDeleteUserCommand(staff("ivy@demo-a.example")));
    const otherPool = client.send(
      new AdminGetUserCommand({ UserPoolId: "drivers", Username: "driver@example.com" }),
    );

    await expect(deletion).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(otherPool).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining("cognito-idp:AdminGetUser"),
    });
  });
});

describe("a program", () => {
  it("gets an access token as Cognito's, which speaks for itself alone", async () => {
    const program = await makeProgram();

    const answer = await askForToken(program);

    const tokens = (await answer.json()) as Record<string, string>;
    const issuer = `${world.publicUrl}/oidc/programs`;
    const fetcher = { fetch: async (url: string) => (await fetch(url)).arrayBuffer() };
    const claims = await JwtVerifier.create(
      { issuer, audience: null, jwksUri: `${issuer}/.well-known/jwks.json` },
      { jwksCache: new SimpleJwksCache({ fetcher }) },
    ).verify(tokens["access_token"] ?? "");
    expect(claims).toMatchObject({
      sub: program.ClientId,
      client_id: program.ClientId,
      token_use: "access",
      scope: "chargeward/api",
      jti: expect.any(String),
    });
    expect(claims).not.toHaveProperty("auth_time");
    expect(claims).not.toHaveProperty("origin_jti");
    expect(tokens).not.toHaveProperty("refresh_token");
  });

  it("may send its secret in the body too, and survives a restart", async () => {
    const { ClientId, ClientSecret } = await makeProgram({ AccessTokenValidity: 2 });
    await world.restart();
    await door.stop();
    await openDoor();

    const answer = await fetch(`${world.publicUrl}/oidc/programs/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: ClientId,
        client_secret: ClientSecret,
        scope: "chargeward/api",
      }),
    });

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ expires_in: 7200, token_type: "Bearer" });
  });

  it("is refused with a wrong secret, another scope, or as a person", async () => {
    const program = await makeProgram();

    const answers = await Promise.all([
      askForToken({ ...program, ClientSecret: "guessed" }),
      askForToken(program, { scope: "openid" }),
      askForToken(program, { grant_type: "authorization_code", code: "x" }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([401, 400, 400]);
  });

  it("is refused once its client is deleted", async () => {
    const program = await makeProgram();
    const { ClientId } = program;
    await client.send(new DeleteUserPoolClientCommand({ UserPoolId: "programs", ClientId }));

    const answer = await askForToken(program);

    expect(answer.status).toBe(401);
    await expect(
      client.send(new DescribeUserPoolClientCommand({ UserPoolId: "programs", ClientId })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("has a secret that is told once and stored as a hash", async () => {
    const { ClientId, ClientSecret } = await makeProgram();

    const { UserPoolClient } = await client.send(
      new UpdateUserPoolClientCommand({
        UserPoolId: "programs",
        ClientId,
        ClientName: "Hub",
        AllowedOAuthFlows: ["client_credentials"],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthScopes: ["chargeward/api"],
      }),
    );

    expect(UserPoolClient).toMatchObject({ ClientId, ClientName: "Hub" });
    expect(UserPoolClient?.ClientSecret).toBeUndefined();
    for (const file of ["cognito.db", "cognito.db-wal"]) {
      expect(await readFile(join(world.dataDir, file), "latin1")).not.toContain(ClientSecret);
    }
  });

  it.each([
    ["without a secret", { GenerateSecret: false }, "InvalidOAuthFlowException"],
    ["with an unknown scope", { AllowedOAuthScopes: ["openid"] }, "ScopeDoesNotExistException"],
    ["for people", { AllowedOAuthFlows: ["code"] }, "InvalidParameterException"],
    ["with tokens for a week", { AccessTokenValidity: 168 }, "InvalidParameterException"],
  ])("is not made %s", async (_, more, name) => {
    await expect(makeProgram(more)).rejects.toMatchObject({ name });
  });

  it("is not made in a pool of people", async () => {
    await expect(makeProgram({ UserPoolId: "staff" })).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });
});
