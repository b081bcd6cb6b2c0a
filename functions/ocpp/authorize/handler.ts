import { dynamoTokenReader } from "#adapters/dynamodb/token-reader.ts";
import { authorizeAt } from "#domain/charging/authorize.ts";
import { idTagInfo, idTokenInfo } from "#functions/shared/authorization-info.ts";
import { environment } from "#functions/shared/environment.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import { sealerOf, tokenRefOf } from "#functions/shared/privacy.ts";
import * as v16 from "#ocpp/generated/v16/authorize.js";
import * as v201 from "#ocpp/generated/v201/authorize.js";

const findToken = dynamoTokenReader(environment("CHARGING_TABLE"), sealerOf);

/** The token that a charger read. */
async function tokenReadAs(operatorId: string, tokenId: string) {
  return findToken(operatorId, await tokenRefOf(operatorId, tokenId));
}

/**
 * Says whether a token may charge here. Concurrent use is judged when a transaction starts, not here (1.6 §7.2,
 * 2.0.1 AuthorizationStatusEnumType): the driver may be about to stop the session that is running.
 */
export const handler = ocppHandler({
  action: "Authorize",
  routes: {
    "ocpp1.6": {
      request: v16.validateRequest,
      response: v16.validateResponse,
      async handle({ idTag }, { caller, receivedAt }) {
        const token = await tokenReadAs(caller.operatorId, idTag);
        return { idTagInfo: idTagInfo(authorizeAt(caller, token, receivedAt, "ask")) };
      },
    },
    "ocpp2.0.1": {
      request: v201.validateRequest,
      response: v201.validateResponse,
      async handle({ idToken }, { caller, receivedAt }) {
        const token = await tokenReadAs(caller.operatorId, idToken.idToken);
        if (!token) return { idTokenInfo: { status: "Unknown" } };
        return { idTokenInfo: idTokenInfo(authorizeAt(caller, token, receivedAt, "ask")) };
      },
    },
  },
});
