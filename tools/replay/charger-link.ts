import { connectionStore } from "#adapters/dynamodb/connection-store.ts";
import type { ConnectionBinding, OcppVersion } from "#domain/fleet/charger.ts";
import { aContext } from "#test/support/lambda-context.ts";

/** The sockets of one charger, by way of the functions that its messages wake. */
export interface ChargerLink {
  /** A new socket takes the place of the one before, which lives on as a ghost. */
  readonly connect: () => Promise<void>;
  /** Sends a frame and gives the one that comes back, over the current socket or the one before it. */
  readonly send: (frame: readonly unknown[], over?: "current" | "ghost") => Promise<Frame>;
}

type Frame = readonly [type: number, id: string, ...rest: readonly unknown[]];
type Handler = (event: object, context: unknown) => Promise<{ readonly body?: string }>;

const FOLDERS: Readonly<Record<string, string>> = {
  StartTransaction: "start-transaction",
  MeterValues: "meter-values",
  StopTransaction: "stop-transaction",
  TransactionEvent: "transaction-event",
};
const store = connectionStore({ connectionsTable: "Connections", fleetTable: "Fleet" });

export function chargerLink(charger: {
  readonly operatorId: string;
  readonly chargerId: string;
  readonly version: OcppVersion;
  readonly tariffId: string;
}): ChargerLink {
  const { operatorId, chargerId, version, tariffId } = charger;
  let epoch = 0;
  const socketOf = (number: number) => `${chargerId}-socket-${number}`;
  return {
    async connect() {
      epoch += 1;
      const binding: ConnectionBinding = {
        operatorId,
        chargerId,
        version,
        tariffId,
        connectionId: socketOf(epoch),
        epoch,
        siteId: "site",
        heartbeatIntervalSeconds: 300,
        connectedAt: new Date().toISOString(),
      };
      const replaces = epoch > 1 ? socketOf(epoch - 1) : undefined;
      const { connectedAt: credentialChangedAt } = binding;
      const proof = { securityProfile: 2, changes: {} } as const;
      const details = { sourceIp: "192.0.2.7", credentialChangedAt, replaces, ...proof };
      if (!(await store.open(binding, details))) {
        throw new Error("a charger of the replay could not connect");
      }
    },
    async send(frame, over = "current") {
      const folder = FOLDERS[String(frame[2])] ?? "";
      const { handler } = await import(`../../functions/ocpp/${folder}/handler.ts`);
      const connectionId = socketOf(over === "current" ? epoch : epoch - 1);
      const event = { body: JSON.stringify(frame), requestContext: { connectionId } };
      const { body = "[]" } = await (handler as Handler)(event, aContext());
      return JSON.parse(body);
    },
  };
}
