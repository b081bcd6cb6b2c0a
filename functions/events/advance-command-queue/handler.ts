import { chargerSocket } from "#adapters/api-gateway/charger-socket.ts";
import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { currentConnection } from "#adapters/dynamodb/current-connection.ts";
import type { StreamRecord } from "#adapters/dynamodb/stream-change.ts";
import { commandTimer } from "#adapters/sqs/command-timer.ts";
import { advanceCommandQueue } from "#domain/commands/advance-command-queue.ts";
import { environment } from "#functions/shared/environment.ts";
import { eventHandler } from "#functions/shared/event-handler.ts";
import { logger } from "#functions/shared/observability.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { byCharger } from "./by-charger.ts";
import { encodeCall } from "./encode-call.ts";
import { type DeliveredWake, type TimerRecord, wakeOfRecord } from "./wakes.ts";

const fleetTable = environment("FLEET_TABLE");
const ports = {
  queue: commandStore(fleetTable, sealerOf),
  connectionOf: currentConnection(fleetTable),
  encodeCall,
  socket: chargerSocket(environment("OCPP_MANAGEMENT_URL")),
  timer: commandTimer(environment("COMMAND_TIMER_QUEUE_URL")),
  now: () => new Date().toISOString(),
};

/** Woken by places in the queues, by chargers that come back, and by timers: sends what may be sent now. */
export const handler = eventHandler<StreamRecord | TimerRecord>({
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

/** One record that nobody can read must not keep the timers beside it from their work. */
function readRecord(record: StreamRecord | TimerRecord): DeliveredWake[] {
  try {
    return [wakeOfRecord(record)];
  } catch (error) {
    logger.error("a record could not be read", { error });
    return [];
  }
}
