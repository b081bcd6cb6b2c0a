import { advanceCommandQueue } from "#domain/commands/advance-command-queue.ts";
import { afterSeconds } from "#domain/commands/clock.ts";
import type { Command } from "#domain/commands/command.ts";
import type { Wake } from "#domain/commands/command-queue.ts";
import type { AdvancePorts } from "#domain/commands/send-command.ts";
import { takeAnswer } from "#domain/commands/take-answer.ts";
import { CREATED_AT } from "./commands.ts";
import { memoryCommandStore } from "./memory-command-store.ts";

const CHARGER = { operatorId: "demo-a", chargerId: "CP-1" };

/** What surrounds one charger's queue: its sockets, the clock, the timers, the stream's wakes. */
export function commandWorld() {
  const store = memoryCommandStore();
  const sockets = new Set<string>();
  const timers: { readonly wake: Wake; readonly at: string }[] = [];
  const streamWakes: Wake[] = [];
  /** The message ids that the charger received, in order. */
  const received: string[] = [];
  let connection: { readonly connectionId: string; readonly connectedAt: string } | undefined;
  let connections = 0;
  let time = CREATED_AT;
  let nextPost: "none" | "busy" | "throw" = "none";

  const ports: AdvancePorts = {
    queue: {
      ...store,
      async finish(finished, from) {
        const done = await store.finish(finished, from);
        if (done) streamWakes.push(CHARGER);
        return done;
      },
    },
    async connectionOf() {
      return connection && { ...connection, version: "ocpp1.6", sourceIp: "192.0.2.1" };
    },
    encodeCall: ({ commandId, action }) =>
      action === "Unknown" ? undefined : JSON.stringify([2, commandId, action, {}]),
    socket: {
      async post(connectionId, text) {
        const outcome = nextPost;
        nextPost = "none";
        if (outcome === "throw") throw new Error("the network is down");
        if (outcome === "busy") return "busy";
        if (!sockets.has(connectionId)) return "gone";
        received.push(String(JSON.parse(text)[1]));
        return "posted";
      },
    },
    timer: {
      async schedule(wake, delaySeconds) {
        timers.push({ wake, at: afterSeconds(time, delaySeconds) });
      },
    },
    now: () => time,
  };

  return {
    ports,
    store,
    received,
    timers,
    streamWakes,
    /** The next post over a socket goes wrong in this way. */
    disturbNextPost: (how: "none" | "busy" | "throw") => {
      nextPost = how;
    },
    connect: () => {
      connection = { connectionId: `socket-${++connections}`, connectedAt: time };
      sockets.add(connection.connectionId);
      streamWakes.push(CHARGER);
    },
    disconnect: () => {
      sockets.clear();
      connection = undefined;
    },
    /** The socket dies, and nobody tells the platform. */
    dropSilently: () => sockets.clear(),
    create: async (command: Command) => {
      await store.create(command);
      streamWakes.push({ ...CHARGER, commandId: command.commandId });
    },
    answer: (commandId: string) =>
      takeAnswer(
        { ...CHARGER, messageId: commandId, receivedAt: time },
        () => ({ kind: "response", response: { status: "Accepted" } }),
        { find: store.find, queue: ports.queue },
      ),
    advance: (wake: Wake = CHARGER) => advanceCommandQueue(wake, ports),
    /** Lets time pass, and gives the wakes of the timers that have rung by then. */
    pass: (seconds: number): Wake[] => {
      time = afterSeconds(time, seconds);
      const rung = timers.filter(({ at }) => at <= time);
      for (const timer of rung) timers.splice(timers.indexOf(timer), 1);
      return rung.map(({ wake }) => wake);
    },
    stateOf: async (commandId: string) =>
      (await store.find(CHARGER.operatorId, CHARGER.chargerId, commandId))?.state,
    commandOf: (commandId: string) => store.find(CHARGER.operatorId, CHARGER.chargerId, commandId),
  };
}
