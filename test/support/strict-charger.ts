import { RPCClient } from "ocpp-rpc";
import type { OcppVersion } from "#ocpp/actions.ts";
import type { KnownCharger } from "./demo-fleet.ts";

export interface StrictChargerOptions {
  /** `ocppUrl` or `ocppTlsUrl` of `local.json`. */
  readonly url: string;
  readonly operatorId: string;
  readonly charger: KnownCharger;
  readonly version: OcppVersion;
  /** PEM of the authority that signed the platform's certificate. */
  readonly ca?: Buffer;
}

/** A charger on the client library `ocpp-rpc`, which checks what both sides say against the official schemas. */
export interface StrictCharger {
  readonly protocol: string | undefined;
  /** Rejects where the platform answers CALLERROR, and where its answer breaks the schema. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly call: (action: string, payload: object) => Promise<any>;
  readonly close: () => Promise<void>;
}

/** Connects, and does not come again by itself. */
export async function connectStrictCharger(options: StrictChargerOptions): Promise<StrictCharger> {
  const { url, operatorId, charger, version, ca } = options;
  const client = new RPCClient({
    endpoint: `${url}/${operatorId}`,
    identity: charger.chargerId,
    password: charger.password,
    protocols: [version],
    strictMode: true,
    reconnect: false,
    callTimeoutMs: 20_000,
    ...(ca !== undefined && { wsOpts: { ca } }),
  } as ConstructorParameters<typeof RPCClient>[0]);
  await client.connect();
  return {
    protocol: client.protocol,
    call: (action, payload) => client.call(action, payload),
    close: async () => void (await client.close({})),
  };
}
