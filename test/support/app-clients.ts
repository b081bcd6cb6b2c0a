import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  DeleteUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { mockClient } from "aws-sdk-client-mock";

/**
 * The token service of programs, as far as making and removing them goes. Whoever mocks Cognito for people too gives
 * that mock: a second one would undo it.
 */
export function mockAppClients(mock = mockClient(CognitoIdentityProviderClient)) {
  let made = 0;
  mock.on(CreateUserPoolClientCommand).callsFake(async () => {
    made += 1;
    return { UserPoolClient: { ClientId: `program${made}`, ClientSecret: secretOf(made) } };
  });
  mock.on(DeleteUserPoolClientCommand).resolves({});
  return {
    mock,
    removed: () =>
      mock.commandCalls(DeleteUserPoolClientCommand).map(({ args }) => args[0].input.ClientId),
    created: () => mock.commandCalls(CreateUserPoolClientCommand).map(({ args }) => args[0].input),
  };
}

const secretOf = (number: number) => `the-secret-of-program-${number}`;
