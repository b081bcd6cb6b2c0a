import { isDeepStrictEqual } from "node:util";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { OcppVersion } from "#domain/fleet/charger.ts";
import { CHARGER_ACTIONS } from "#ocpp/actions.ts";
import { aCommandId, aSentCommand } from "#test/support/commands.ts";
import { aBinding, aCharger } from "#test/support/fleet.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";
import { dump } from "./dump.ts";
import { tally } from "./tally.ts";

const AT = "2026-03-01T10:00:00.000Z";
const LATER = "2026-03-01T11:00:00.000Z";
const EPOCH = 7;
const counts = tally();

interface Socket {
  readonly operatorId: string;
  readonly chargerId: string;
  readonly version: OcppVersion;
}
const INTRUDERS = {
  "ocpp1.6": { operatorId: "demo-a", chargerId: "CP-1", version: "ocpp1.6" },
  "ocpp2.0.1": { operatorId: "demo-a", chargerId: "CP-2", version: "ocpp2.0.1" },
} as const satisfies Record<OcppVersion, Socket>;
/** The first two are chargers of the other operator under the very names of the intruders. */
const VICTIMS: readonly Socket[] = [
  { operatorId: "demo-b", chargerId: "CP-1", version: "ocpp1.6" },
  { operatorId: "demo-b", chargerId: "CP-2", version: "ocpp2.0.1" },
  { operatorId: "demo-a", chargerId: "CP-3", version: "ocpp1.6" },
  { operatorId: "demo-a", chargerId: "CP-4", version: "ocpp2.0.1" },
];

let world: RestWorld;
const transactions = new Map<Socket, number | string>();
const idOf = ({ operatorId, chargerId }: Socket) => `${operatorId}-${chargerId}`;
const tagOf = (socket: Socket) => `TAG-${idOf(socket)}`;
const commandOf = (socket: Socket) => aCommandId(100 + VICTIMS.indexOf(socket));

beforeAll(async () => {
  world = await startRestWorld();
  for (const socket of [...Object.values(INTRUDERS), ...VICTIMS]) await connect(socket);
  for (const victim of VICTIMS) transactions.set(victim, await startSession(victim));
  for (const victim of VICTIMS.filter(({ version }) => version === "ocpp2.0.1")) {
    for (const [name, run] of MESSAGES["ocpp2.0.1"]) {
      if (answersARequest(name)) await run(victim, victim);
    }
  }
  await rememberPartitions();
});
afterAll(async () => {
  await world?.stop();
  await counts.write("ocpp-ids");
});

async function connect(socket: Socket): Promise<void> {
  const { operatorId, chargerId, version } = socket;
  const connectionId = idOf(socket);
  const connection = { connectionId, version, connectedAt: AT, sourceIp: "192.0.2.7" };
  const charger = aCharger({ operatorId, chargerId, epoch: EPOCH, connection });
  const index = keys.chargerIndex(operatorId, chargerId);
  await world.put("Fleet", { ...keys.charger(operatorId, chargerId), ...index, ...charger });
  const binding = aBinding({ ...socket, connectionId, epoch: EPOCH });
  await world.put("Connections", { ...keys.connection(connectionId), ...binding });
  const { sealerOf, tokenRefOf } = await import("#functions/shared/privacy.ts");
  const { commandToItem } = await import("#adapters/dynamodb/command-item.ts");
  const tokenRef = await tokenRefOf(operatorId, tagOf(socket));
  const token = { operatorId, tokenRef, status: "valid", maxActiveSessions: 9, activeSessions: 0 };
  await world.put("Charging", {
    ...keys.token(operatorId, tokenRef),
    ...token,
    createdAt: AT,
    updatedAt: AT,
    version: 1,
  });
  if (!VICTIMS.includes(socket)) return;
  const command = aSentCommand({ operatorId, chargerId, commandId: commandOf(socket) });
  await world.put("Fleet", unmarshall(await commandToItem(command, sealerOf)));
}

type Run = (event: object, context: unknown) => Promise<{ readonly body?: string }>;

async function send(socket: Socket, name: string, frame: readonly unknown[]): Promise<string> {
  const { handler } = await import(`../../functions/ocpp/${name}/handler.ts`);
  const event = { body: JSON.stringify(frame), requestContext: { connectionId: idOf(socket) } };
  const answer = await (handler as Run)(event, aContext());
  return answer.body ?? "";
}

const folderOf = (action: string) =>
  CHARGER_ACTIONS.find((row) => row.action === action)?.folder ?? action;
const call = (socket: Socket, action: string, payload: object) =>
  send(socket, folderOf(action), [2, "m-1", action, payload]);

const event201 = (eventType: string, transactionId: number | string, tag: string) => ({
  eventType,
  timestamp: eventType === "Started" ? AT : LATER,
  triggerReason: "Authorized",
  seqNo: eventType === "Started" ? 0 : 1,
  transactionInfo: { transactionId: String(transactionId) },
  evse: { id: 1, connectorId: 1 },
  idToken: { idToken: tag, type: "ISO14443" },
  meterValue: [{ timestamp: LATER, sampledValue: [{ value: 9000 }] }],
});

async function startSession(socket: Socket): Promise<number | string> {
  const idTag = tagOf(socket);
  if (socket.version === "ocpp2.0.1") {
    const transactionId = `TX-${idOf(socket)}`;
    await call(socket, "TransactionEvent", event201("Started", transactionId, idTag));
    return transactionId;
  }
  const start = { connectorId: 1, idTag, meterStart: 1000, timestamp: AT };
  const answer = JSON.parse(await call(socket, "StartTransaction", start));
  return answer[2].transactionId;
}

/** The partitions of the victims: what there is before any attack, without the intruders' own and what they share. */
let partitions: ReadonlySet<string> = new Set();
async function rememberPartitions(): Promise<void> {
  const shared = ["demo-a", "platform"];
  const own = Object.values(INTRUDERS).flatMap((socket) => [
    idOf(socket),
    `${socket.operatorId}#${socket.chargerId}`,
  ]);
  const items = await dump((pk) => !shared.includes(pk) && !own.includes(pk));
  partitions = new Set(items.map(({ pk }) => pk));
}
const dumpOfOthers = () => dump((pk) => pk.startsWith("demo-b") || partitions.has(pk));

type Message = readonly [name: string, send: (intruder: Socket, victim: Socket) => Promise<string>];
const transactionOf = (victim: Socket) => transactions.get(victim) ?? "";
const meterValue = [{ timestamp: LATER, sampledValue: [{ value: "9000" }] }];

const MESSAGES: Readonly<Record<OcppVersion, readonly Message[]>> = {
  "ocpp1.6": [
    [
      "StopTransaction",
      (intruder, victim) =>
        call(intruder, "StopTransaction", {
          transactionId: transactionOf(victim),
          idTag: tagOf(victim),
          meterStop: 9000,
          timestamp: LATER,
        }),
    ],
    [
      "MeterValues",
      (intruder, victim) =>
        call(intruder, "MeterValues", {
          connectorId: 1,
          transactionId: transactionOf(victim),
          meterValue,
        }),
    ],
  ],
  "ocpp2.0.1": [
    ...["Started", "Updated", "Ended"].map(
      (type): Message => [
        `TransactionEvent ${type}`,
        (intruder, victim) =>
          call(intruder, "TransactionEvent", event201(type, transactionOf(victim), tagOf(victim))),
      ],
    ),
    [
      "LogStatusNotification",
      (intruder) => call(intruder, "LogStatusNotification", { status: "Uploaded", requestId: 1 }),
    ],
    [
      "FirmwareStatusNotification",
      (intruder) =>
        call(intruder, "FirmwareStatusNotification", { status: "Installed", requestId: 1 }),
    ],
    [
      "NotifyReport",
      (intruder) =>
        call(intruder, "NotifyReport", {
          requestId: 1,
          generatedAt: AT,
          seqNo: 0,
          reportData: [
            {
              component: { name: "Ctrlr" },
              variable: { name: "Interval" },
              variableAttribute: [{ value: "1" }],
            },
          ],
        }),
    ],
    [
      "NotifyMonitoringReport",
      (intruder) =>
        call(intruder, "NotifyMonitoringReport", {
          requestId: 1,
          generatedAt: AT,
          seqNo: 0,
          monitor: [
            {
              component: { name: "Ctrlr" },
              variable: { name: "Interval" },
              variableMonitoring: [
                { id: 1, transaction: false, value: 1, type: "Periodic", severity: 8 },
              ],
            },
          ],
        }),
    ],
    [
      "ReservationStatusUpdate",
      (intruder) =>
        call(intruder, "ReservationStatusUpdate", {
          reservationId: 1,
          reservationUpdateStatus: "Removed",
        }),
    ],
  ],
};
const ANSWERS: readonly Message[] = [
  [
    "an answer to a command",
    (intruder, victim) => send(intruder, "default", [3, commandOf(victim), { status: "Accepted" }]),
  ],
  [
    "a refusal of a command",
    (intruder, victim) =>
      send(intruder, "default", [4, commandOf(victim), "InternalError", "no", {}]),
  ],
];

/** Messages under the number of a request, which every 2.0.1 victim has reported by as well. */
const answersARequest = (name: string) => /Notification|Report|Reservation/.test(name);

const ATTACKS = VICTIMS.flatMap((victim) =>
  Object.values(INTRUDERS).flatMap((intruder) =>
    [...MESSAGES[intruder.version], ...ANSWERS]
      .filter(([name]) => !answersARequest(name) || victim.version === intruder.version)
      .map(([name, run]) => [name, intruder.version, idOf(victim), intruder, victim, run] as const),
  ),
);

describe("a charger", () => {
  it.each(ATTACKS)(
    "changes nothing of another one with %s (%s) that names a thing of %s",
    async (name, _, __, intruder, victim, run) => {
      const before = await dumpOfOthers();

      await run(intruder, victim);

      const after = await dumpOfOthers();
      const whose = victim.operatorId === "demo-b" ? "another operator" : "another charger";
      counts.note(`OCPP: ${name}, of ${whose}`, !isDeepStrictEqual(after, before));
      expect(after).toEqual(before);
    },
  );

  it.each(VICTIMS.filter(({ operatorId }) => operatorId === "demo-b"))(
    "does not charge with a card of another operator ($version)",
    async (victim) => {
      const intruder = INTRUDERS[victim.version];
      const idTag = tagOf(victim);
      const asked =
        victim.version === "ocpp1.6"
          ? { idTag }
          : { idToken: { idToken: idTag, type: "ISO14443" } };

      const [, , answer] = JSON.parse(await call(intruder, "Authorize", asked));

      const { status } = answer.idTagInfo ?? answer.idTokenInfo;
      counts.note("OCPP: Authorize with a card of another operator", status === "Accepted");
      expect(["Invalid", "Unknown"]).toContain(status);
    },
  );

  it.each(VICTIMS.filter(({ operatorId }) => operatorId === "demo-b"))(
    "begins no accepted session with a card of another operator ($version)",
    async (victim) => {
      const intruder = INTRUDERS[victim.version];
      const before = await dumpOfOthers();
      const [action, payload] =
        victim.version === "ocpp1.6"
          ? [
              "StartTransaction",
              { connectorId: 2, idTag: tagOf(victim), meterStart: 0, timestamp: AT },
            ]
          : ["TransactionEvent", event201("Started", "TX-with-foreign-card", tagOf(victim))];

      const [kind, , answer] = JSON.parse(await call(intruder, action, payload));

      const { status } = answer.idTagInfo ?? answer.idTokenInfo;
      const after = await dumpOfOthers();
      const succeeded = status === "Accepted" || !isDeepStrictEqual(after, before);
      counts.note(`OCPP: ${action} with a card of another operator`, succeeded);
      expect(kind).toBe(3);
      expect(["Invalid", "Unknown"]).toContain(status);
      expect(after).toEqual(before);
    },
  );

  it.each(VICTIMS)(
    "ends its own session and answers its own command ($operatorId $chargerId)",
    async (victim) => {
      const before = await dumpOfOthers();
      const [, stop] = MESSAGES[victim.version].find(([name]) => /Stop|Ended/.test(name)) ?? [];
      const [, answer] = ANSWERS[0] ?? [];

      await stop?.(victim, victim);
      const between = await dumpOfOthers();
      await answer?.(victim, victim);

      expect(between).not.toEqual(before);
      expect(await dumpOfOthers()).not.toEqual(between);
    },
  );
});
