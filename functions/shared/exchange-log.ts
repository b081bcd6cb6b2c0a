import { createHmac } from "node:crypto";
import { exchangeStore } from "#adapters/dynamodb/exchange-store.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { isWatched, type ShownExchange } from "#domain/fleet/message-watch.ts";
import type { MessageSchema } from "#ocpp/message-schema.ts";
import { type Deviation, deviationName } from "#ocpp/normalise/deviation.ts";
import { shownMessage } from "#ocpp/show-message.ts";
import { environment } from "./environment.ts";
import { logger } from "./observability.ts";

const exchanges = exchangeStore(environment("FLEET_TABLE"));
const PSEUDONYM_CHARACTERS = 8;

/** A call and its answer as they were sent. */
interface Exchange extends Pick<ShownExchange, "at" | "direction" | "action" | "error"> {
  readonly messageId: string | number;
  readonly request: unknown;
  readonly requestSchema?: MessageSchema | undefined;
  readonly response?: unknown;
  readonly responseSchema?: MessageSchema | undefined;
  readonly deviations: readonly Deviation[];
}

/** Keeps an exchange with a charger that somebody watches, without what names people; it costs nothing for any other. */
export async function showQuietly(caller: ConnectionBinding, exchange: Exchange): Promise<void> {
  const { watch, operatorId, chargerId } = caller;
  if (!isWatched(watch, exchange.at)) return;
  const { messageId, at, direction, action, error, request, response, deviations } = exchange;
  const pseudonym = (token: string): string => {
    const digest = createHmac("sha256", watch.salt).update(token.toUpperCase()).digest("hex");
    return `token ${digest.slice(0, PSEUDONYM_CHARACTERS)}`;
  };
  try {
    await exchanges.append(caller, messageId, {
      at,
      direction,
      action,
      request: shownMessage(request, exchange.requestSchema, pseudonym),
      ...(response !== undefined && {
        response: shownMessage(response, exchange.responseSchema, pseudonym),
      }),
      ...(error !== undefined && { error }),
      deviations: deviations.map(deviationName),
    });
  } catch (failure) {
    logger.error("a watched message could not be kept", { operatorId, chargerId, error: failure });
  }
}
