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
import type { StaffAccounts } from "#domain/access/staff-accounts.ts";

const cognito = new CognitoIdentityProviderClient({});

/**
 * The accounts of a Cognito user pool whose users sign in with their e-mail address; a subject is a user name there. An
 * account that is gone has nothing left to end, so only `invite` minds that there is none.
 */
export function staffAccounts(poolId: string): StaffAccounts {
  const of = (subject: string) => ({ UserPoolId: poolId, Username: subject });
  return {
    async invite(email) {
      // Both calls always, so that neither the answer nor its time tells whether there was an account.
      await unless("UsernameExistsException", async () => {
        await cognito.send(
          new AdminCreateUserCommand({
            ...of(email),
            DesiredDeliveryMediums: ["EMAIL"],
            UserAttributes: [
              { Name: "email", Value: email },
              { Name: "email_verified", Value: "true" },
            ],
          }),
        );
      });
      const { UserAttributes = [] } = await cognito.send(new AdminGetUserCommand(of(email)));
      const subject = UserAttributes.find(({ Name }) => Name === "sub")?.Value;
      if (subject === undefined) throw new Error("an account has no subject");
      return subject;
    },

    signOut: (subject) =>
      ifThere(() => cognito.send(new AdminUserGlobalSignOutCommand(of(subject)))),

    disable: (subject) => ifThere(() => cognito.send(new AdminDisableUserCommand(of(subject)))),

    enable: (subject) => ifThere(() => cognito.send(new AdminEnableUserCommand(of(subject)))),

    resetSecondFactor: (subject) =>
      ifThere(() =>
        cognito.send(
          new AdminSetUserMFAPreferenceCommand({
            ...of(subject),
            SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false },
          }),
        ),
      ),

    remove: (subject) => ifThere(() => cognito.send(new AdminDeleteUserCommand(of(subject)))),
  };
}

function ifThere(work: () => Promise<unknown>): Promise<void> {
  return unless("UserNotFoundException", work);
}

async function unless(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== name) throw error;
  }
}
