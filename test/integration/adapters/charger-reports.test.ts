import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type AdmissionPorts, admitCharger } from "#domain/fleet/admit-charger.ts";
import type { Charger, ConnectionBinding } from "#domain/fleet/charger.ts";
import type { ChargerReports } from "#domain/fleet/charger-reports.ts";
import { startTables } from "#test/support/dynamodb.ts";
import { aCharger, anOperator } from "#test/support/fleet.ts";

const at = "2026-03-01T10:00:00.000Z";
let database: Awaited<ReturnType<typeof startTables>>;
let world: Awaited<ReturnType<typeof aWorld>>;
let chargerCount = 0;

beforeAll(async () => {
  database = await startTables();
});
afterAll(() => database.stop());
beforeEach(async () => {
  chargerCount += 1;
  world = await aWorld(`CP-${chargerCount}`);
});

/** A charger of its own, in real tables. The adapters are loaded once the SDK knows where these are. */
async function aWorld(chargerId: string) {
  const { PutItemCommand, GetItemCommand } = await import("@aws-sdk/client-dynamodb");
  const { dynamo, fromItem, toItem } = await import("#adapters/dynamodb/client.ts");
  const { keys } = await import("#adapters/dynamodb/keys.ts");
  const { chargerStore } = await import("#adapters/dynamodb/charger-store.ts");
  const { connectionReader, connectionStore } = await import(
    "#adapters/dynamodb/connection-store.ts"
  );
  const { handshakeReader } = await import("#adapters/dynamodb/handshake-reader.ts");
  const tables = {
    connectionsTable: "Connections",
    directoryTable: "Directory",
    fleetTable: "Fleet",
  };
  const connections = {
    ...connectionStore(tables),
    find: connectionReader(tables.connectionsTable),
  };
  const ports: AdmissionPorts = {
    ...handshakeReader(tables),
    open: connections.open,
    lastActiveAt: async () => undefined,
    askForLife: async () => "gone",
  };
  const key = toItem(keys.charger("demo-a", chargerId));
  const put = (TableName: string, item: object) =>
    dynamo.send(new PutItemCommand({ TableName, Item: toItem(item) }));
  await put("Directory", { ...keys.operator("demo-a"), ...anOperator() });
  await put("Fleet", { ...keys.charger("demo-a", chargerId), ...aCharger({ chargerId }) });
  const reports: ChargerReports = chargerStore("Fleet");
  return {
    connections,
    reports,
    connect: (connectionId: string) =>
      admitCharger(
        {
          identity: { operatorId: "demo-a", chargerId },
          connectionId: `${chargerId}-${connectionId}`,
          sourceIp: "192.0.2.1",
          receivedAt: at,
          version: "ocpp1.6",
          proves: async () => ({ proven: true, profile: 2, by: "password" }),
        },
        ports,
      ),
    async stored(): Promise<Charger> {
      const { Item } = await dynamo.send(new GetItemCommand({ TableName: "Fleet", Key: key }));
      return fromItem<Charger>(Item ?? {});
    },
  };
}

async function connected(connectionId: string): Promise<ConnectionBinding> {
  const admission = await world.connect(connectionId);
  if (!admission.admitted) throw new Error(admission.reason);
  return admission.binding;
}

it("keeps what the current socket reports", async () => {
  const socket = await connected("one");

  await world.reports.recordBoot(socket, { bootedAt: at, vendor: "V", model: "M" });
  await world.reports.recordTask(socket, "logStatus", { status: "Idle", reportedAt: at });
  await world.reports.recordConnector(socket, "1.2", { status: "Occupied", reportedAt: at });

  expect(await world.stored()).toMatchObject({
    epoch: 7,
    connection: { connectionId: socket.connectionId },
    lastSeenAt: at,
    boot: { vendor: "V" },
    logStatus: { status: "Idle" },
    connectors: { "1.2": { status: "Occupied" } },
  });
});

it("lets a socket that was replaced change nothing", async () => {
  const old = await connected("old");
  const current = await connected("new");

  const report = world.reports.recordConnector(old, "1", { status: "Faulted", reportedAt: at });

  await expect(report).rejects.toMatchObject({ code: "connection.not-current" });
  expect((await world.stored()).connectors).toEqual({});
  expect(await world.connections.find(old.connectionId)).toBeUndefined();
  expect(await world.connections.find(current.connectionId)).toEqual(current);
});

it("makes no charger of a report about one that was never created", async () => {
  const socket = { ...(await connected("one")), chargerId: "nobody" };

  const report = world.reports.recordSeen(socket, at);

  await expect(report).rejects.toMatchObject({ code: "connection.not-current" });
});

it("bounds the connectors that a charger may name, and still takes news of known ones", async () => {
  const socket = await connected("one");
  const available = { status: "Available", reportedAt: at };
  for (let connector = 0; connector < 128; connector++)
    await world.reports.recordConnector(socket, String(connector), available);

  const oneTooMany = world.reports.recordConnector(socket, "128", available);

  await expect(oneTooMany).rejects.toMatchObject({ code: "request.invalid" });
  await world.reports.recordConnector(socket, "127", { status: "Faulted", reportedAt: at });
  const { connectors } = await world.stored();
  expect(Object.keys(connectors)).toHaveLength(128);
  expect(connectors["127"]?.status).toBe("Faulted");
});

it("ends with one current socket when a charger connects twice at once", async () => {
  await Promise.all([world.connect("left"), world.connect("right")]);

  const { connection, epoch } = await world.stored();
  expect(epoch).toBe(8);
  expect(await world.connections.find(connection?.connectionId ?? "")).toMatchObject({ epoch: 8 });
});

it("keeps the newer connection when the older one's end is told late", async () => {
  const old = await connected("old");
  const current = await connected("new");

  await world.connections.close(old, at);

  expect((await world.stored()).connection?.connectionId).toBe(current.connectionId);
});
