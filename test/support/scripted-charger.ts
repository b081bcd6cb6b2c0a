import { RPCClient } from "ocpp-rpc";
import type { OcppVersion } from "#ocpp/actions.ts";
import type { KnownCharger } from "./demo-fleet.ts";

/** What it was told, in order. */
interface Told {
  readonly action: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into payloads of every shape
  readonly payload: any;
}

export interface ScriptedCharger {
  readonly told: Told[];
  /** From now on an action is answered so; a function is given the payload. */
  readonly answer: (action: string, response: object | ((payload: never) => object)) => void;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly call: (action: string, payload: object) => Promise<any>;
  readonly close: () => Promise<void>;
}

/** A charger of demo-a on the client library `ocpp-rpc` that answers each action as a test says, and nothing else. */
export async function scriptedCharger(
  url: string,
  { chargerId: identity, password }: KnownCharger,
  version: OcppVersion,
): Promise<ScriptedCharger> {
  const told: Told[] = [];
  const client = new RPCClient({
    ...{ endpoint: `${url}/demo-a`, identity, password, protocols: [version] },
    ...{ strictMode: true, reconnect: false, callTimeoutMs: 20_000 },
  } as ConstructorParameters<typeof RPCClient>[0]);
  await client.connect();
  return {
    told,
    answer: (action, response) =>
      client.handle(action, ({ params }) => {
        told.push({ action, payload: params });
        return typeof response === "function" ? response(params as never) : response;
      }),
    call: (action, payload) => client.call(action, payload),
    close: async () => void (await client.close({})),
  };
}
