import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { mockClient } from "aws-sdk-client-mock";

const NOTED = [
  [AdminUserGlobalSignOutCommand, "signed out"],
  [AdminDisableUserCommand, "disabled"],
  [AdminEnableUserCommand, "enabled"],
  [AdminSetUserMFAPreferenceCommand, "second factor reset"],
  [AdminDeleteUserCommand, "deleted"],
] as const;

class CognitoError extends Error {
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

/** A user pool in memory, which takes down what is done to whom. */
export function startStaffAccounts() {
  const subjects = new Map<string, string>();
  const done: string[] = [];
  const mock = mockClient(CognitoIdentityProviderClient);
  mock.on(AdminCreateUserCommand).callsFake(({ Username }: { Username: string }) => {
    if (subjects.has(Username)) throw new CognitoError("UsernameExistsException");
    subjects.set(Username, `subject-${subjects.size + 1}`);
    done.push(`${subjects.get(Username)} invited`);
    return {};
  });
  mock.on(AdminGetUserCommand).callsFake(({ Username }: { Username: string }) => {
    const subject = subjects.get(Username);
    if (subject === undefined) throw new CognitoError("UserNotFoundException");
    return { UserAttributes: [{ Name: "sub", Value: subject }] };
  });
  for (const [command, name] of NOTED) {
    mock.on(command as typeof AdminEnableUserCommand).callsFake(({ Username }) => {
      done.push(`${Username} ${name}`);
      return {};
    });
  }
  return {
    done,
    /** An account that was there before. */
    has: (email: string, subject: string) => void subjects.set(email, subject),
    mock,
  };
}
