import { setTimeout as pause } from "node:timers/promises";
import { BatchWriteItemCommand, type WriteRequest } from "@aws-sdk/client-dynamodb";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import type { DeviceComponent, DeviceVariable } from "#domain/fleet/device-variable.ts";
import type { DeviceVariableStore } from "#domain/fleet/report-variables.ts";
import { dynamo, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** DynamoDB's limit of a batch. */
const BATCH = 25;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 50;

/** The device model that chargers report, one item a variable. */
export function deviceVariableStore(
  fleetTable: string,
  wait: (milliseconds: number) => Promise<unknown> = pause,
): DeviceVariableStore {
  async function put(batch: readonly WriteRequest[]): Promise<void> {
    let unwritten: WriteRequest[] = [...batch];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await wait(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random() / 2));
      const { UnprocessedItems } = await dynamo.send(
        new BatchWriteItemCommand({ RequestItems: { [fleetTable]: unwritten } }),
      );
      unwritten = UnprocessedItems?.[fleetTable] ?? [];
      if (unwritten.length === 0) return;
    }
    throw new Error(`${unwritten.length} device variables could not be written`);
  }

  return {
    async record(caller, variables) {
      const requests = variables.map((variable) => writeOf(caller, variable));
      await Promise.all(batchesOf(requests).map(put));
    },
  };
}

interface KeyedWrite {
  readonly sk: string;
  readonly request: WriteRequest;
}

function writeOf(caller: ConnectionBinding, variable: DeviceVariable): KeyedWrite {
  const { operatorId, chargerId } = caller;
  const { name, instance } = variable.variable;
  const key = keys.variable(
    operatorId,
    chargerId,
    componentName(variable.component),
    named(name, instance),
  );
  return {
    sk: key.sk,
    request: { PutRequest: { Item: toItem({ ...key, operatorId, chargerId, ...variable }) } },
  };
}

/** A batch may name a key once; the last word on a variable counts. */
function batchesOf(writes: readonly KeyedWrite[]): WriteRequest[][] {
  const requests = [...new Map(writes.map(({ sk, request }) => [sk, request])).values()];
  return Array.from({ length: Math.ceil(requests.length / BATCH) }, (_, index) =>
    requests.slice(index * BATCH, (index + 1) * BATCH),
  );
}

/** `EVSE[1]`, `Connector[1.2]`, `Controller.instance[1]`. */
function componentName({ name, instance, evseId, connectorId }: DeviceComponent): string {
  const place = [evseId, connectorId].filter((number) => number !== undefined).join(".");
  return place === "" ? named(name, instance) : `${named(name, instance)}[${place}]`;
}

function named(name: string, instance: string | undefined): string {
  return instance === undefined ? escaped(name) : `${escaped(name)}.${escaped(instance)}`;
}

/** Keeps one name from reading like another name with an instance, or like the end of a key's part. */
function escaped(name: string): string {
  return name.replaceAll(/[%#.[\]]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}
