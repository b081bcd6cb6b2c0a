import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  DeleteUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { API_SCOPE } from "#contracts/api-scope.ts";

/** Where programs get their tokens: makes and removes those who may ask for one. */
export interface AppClients {
  /** The secret is answered here and never again. */
  readonly create: (
    operatorId: string,
  ) => Promise<{ readonly clientId: string; readonly clientSecret: string }>;
  /** Removing what is not there is no failure. */
  readonly remove: (clientId: string) => Promise<void>;
}

/** So long a program that was removed could still call, if the gate did not refuse it. */
const TOKEN_MINUTES = 15;

/**
 * App clients of the user pool of programs, with the function's own rights: the pool knows no operators. Whose a client
 * is the Directory table says, and only ids from an operator's own items are removed.
 */
export function appClients(userPoolId: string): AppClients {
  const cognito = new CognitoIdentityProviderClient({});
  return {
    async create(operatorId) {
      const { UserPoolClient } = await cognito.send(
        new CreateUserPoolClientCommand({
          UserPoolId: userPoolId,
          ClientName: operatorId,
          GenerateSecret: true,
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthFlows: ["client_credentials"],
          AllowedOAuthScopes: [API_SCOPE],
          AccessTokenValidity: TOKEN_MINUTES,
          TokenValidityUnits: { AccessToken: "minutes" },
        }),
      );
      const { ClientId: clientId, ClientSecret: clientSecret } = UserPoolClient ?? {};
      if (!clientId || !clientSecret) throw new Error("Cognito gave no app client");
      return { clientId, clientSecret };
    },

    async remove(clientId) {
      try {
        await cognito.send(
          new DeleteUserPoolClientCommand({ UserPoolId: userPoolId, ClientId: clientId }),
        );
      } catch (error) {
        const isGone = error instanceof Error && error.name === "ResourceNotFoundException";
        if (!isGone) throw error;
      }
    },
  };
}
