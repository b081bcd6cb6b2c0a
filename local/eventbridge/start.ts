import { startAwsJsonServer } from "../aws-json-server.ts";
import type { EndpointService, EventBridgeOptions } from "../services.ts";
import { startDelivering } from "./deliver.ts";
import { openOutbox } from "./outbox.ts";
import { makePutEvents } from "./put-events.ts";
import { startScheduler } from "./scheduler.ts";

/** EventBridge for one machine: PutEvents, rules with patterns and schedules, and delivery at least once through an outbox on disk. */
export async function startEventBridge(options: EventBridgeOptions): Promise<EndpointService> {
  const outbox = await openOutbox(options.dataDir);
  const deliverer = startDelivering(outbox, options);
  const accept: typeof outbox.add = (deliveries) => {
    outbox.add(deliveries);
    deliverer.wake();
  };
  const stopScheduler = startScheduler(options, accept);
  const server = await startAwsJsonServer({
    name: "EventBridge",
    targetPrefix: "AWSEvents",
    operations: { PutEvents: makePutEvents(options, accept) },
    port: options.port,
  });

  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    stopScheduler();
    await server.stop();
    await deliverer.stop();
    outbox.close();
  }
  return {
    ...server,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
