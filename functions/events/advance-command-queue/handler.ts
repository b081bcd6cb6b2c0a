import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { chargerSocket } from "#adapters/api-gateway/charger-socket.ts";
import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { currentConnection } from "#adapters/dynamodb/current-connection.ts";
import { commandTimer } from "#adapters/sqs/command-timer.ts";
import type { DomainEvent } from "#contracts/events/domain-event.ts";
import { advanceCommandQueue } from "#domain/commands/advance-command-queue.ts";
import { environment } from "#functions/shared/environment.ts";
import { type BatchEvent, eventHandler } from "#functions/shared/event-handler.ts";
import { logger } from "#functions/shared/observability.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { byCharger } from "./by-charger.ts";
import { encodeCall } from "./encode-call.ts";
import { type DeliveredWake, type TimerRecord, wakeOfEvent, wakeOfTimer } from "./wakes.ts";

const fleetTable = environment("FLEET_TABLE");
const ports = {
  queue: commandStore(fleetTable, sealerOf),
  connectionOf: currentConnection(fleetTable),
  encodeCall,
  socket: chargerSocket(environment("OCPP_MANAGEMENT_URL")),
  timer: commandTimer(environment("COMMAND_TIMER_QUEUE_URL")),
  now: () => new Date().toISOString(),
};

/** Woken by domain events: what they tell of may let the head of the charger's queue go on. Throws to be called again. */
const onEvent = middy(async ({ detail }: { readonly detail: DomainEvent }) => {
  const wake = wakeOfEvent(detail);
  if (wake) await advanceCommandQueue(wake, ports);
}).use(injectLambdaContext(logger, { resetKeys: true }));

/** Woken by timers: sends what may be sent now. */
const onTimers = eventHandler<TimerRecord>({
  async handle(records) {
    const advances = byCharger(records.flatMap(readRecord)).map(async ({ wakes, recordIds }) => {
      try {
        for (const wake of wakes) await advanceCommandQueue(wake, ports);
        return [];
      } catch (error) {
        const [{ operatorId, chargerId } = {}] = wakes;
        logger.error("a queue could not be advanced", { operatorId, chargerId, error });
        return recordIds;
      }
    });
    return (await Promise.all(advances)).flat();
  },
});

type QueueEvent = BatchEvent<TimerRecord> | { readonly detail: DomainEvent };

export const handler = (event: QueueEvent, context: Context) =>
  "detail" in event ? onEvent(event, context) : onTimers(event, context);

/** One record that nobody can read must not keep the timers beside it from their work. */
function readRecord(record: TimerRecord): DeliveredWake[] {
  try {
    return [wakeOfTimer(record)];
  } catch (error) {
    logger.error("a record could not be read", { error });
    return [];
  }
}
