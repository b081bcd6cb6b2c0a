import "#test/support/environment.ts";
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { staffAccounts } from "#adapters/cognito/staff-accounts.ts";

const mock = mockClient(CognitoIdentityProviderClient);
beforeEach(() => {
  mock.reset();
  mock.on(AdminGetUserCommand).resolves({ UserAttributes: [{ Name: "sub", Value: "s-1" }] });
});
const accounts = staffAccounts("pool");
const named = (name: string) => Object.assign(new Error(name), { name });
const commands = () => mock.calls().map(({ args }) => args[0].constructor.name);

describe("staffAccounts", () => {
  it("makes the same calls for an address that is known and for one that is not", async () => {
    mock.on(AdminCreateUserCommand).resolves({});
    const invited = await accounts.invite("ann@example.com");
    const calls = commands();
    mock.resetHistory();
    mock.on(AdminCreateUserCommand).rejects(named("UsernameExistsException"));

    const known = await accounts.invite("ann@example.com");

    expect([invited, known]).toEqual(["s-1", "s-1"]);
    expect(commands()).toEqual(calls);
  });

  it("does not take a refusal for an account that is there", async () => {
    mock.on(AdminCreateUserCommand).rejects(named("TooManyRequestsException"));

    await expect(accounts.invite("ann@example.com")).rejects.toThrow("TooManyRequestsException");
  });

  it("takes an account that is gone for one that has nothing left to end", async () => {
    mock.on(AdminUserGlobalSignOutCommand).rejects(named("UserNotFoundException"));
    mock.on(AdminDeleteUserCommand).rejects(named("InternalErrorException"));

    await expect(accounts.signOut("s-1")).resolves.toBeUndefined();
    await expect(accounts.remove("s-1")).rejects.toThrow("InternalErrorException");
  });

  it("takes the second factor of one account away", async () => {
    mock.on(AdminSetUserMFAPreferenceCommand).resolves({});

    await accounts.resetSecondFactor("s-1");

    expect(mock.call(0).args[0].input).toEqual({
      UserPoolId: "pool",
      Username: "s-1",
      SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false },
    });
  });
});
