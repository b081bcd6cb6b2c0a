import { type ChargerSocket, type Handshake, openSocket } from "./charger-socket.ts";

export interface Target {
  /** `wss://` URL of the edge, without operator and charger. */
  readonly url: string;
  readonly operatorId: string;
  readonly chargerId: string;
  readonly password: string;
  readonly subprotocol: string;
  /** `wss://` URL of the WebSocket stage itself, to see that it refuses who does not come by the edge. */
  readonly stageUrl: string;
}

export interface Check {
  /** What must be so, as a sentence. */
  readonly says: string;
  /** Resolves to what was seen instead, or to undefined when it is so. */
  readonly run: (target: Target) => Promise<string | undefined>;
}

const ANSWER_SECONDS = 15;
const SILENCE_SECONDS = 3;

/** What AWS does not document and the platform relies on, and what only the whole chain can show. */
export const CHECKS: readonly Check[] = [
  refusal("a wrong password is refused with 401", 401, { password: "wrong-password" }),
  refusal("an unknown charger is refused with 404", 404, { chargerId: "no-such-charger" }),
  refusal("a charger that speaks no common version is refused with 400", 400, {
    subprotocol: "ocpp9.9",
  }),
  {
    says: "the stage itself refuses a handshake that did not come through the edge with 403",
    run: async (target) => {
      const query = new URLSearchParams({ operator: target.operatorId, charger: target.chargerId });
      const socket = await openSocket(handshake(target, `${target.stageUrl}?${query}`));
      return expectStatus(socket, 403);
    },
  },
  {
    says: "the version that was agreed upon comes back, by a path with doubled slashes too",
    run: async (target) => {
      const path = `//${target.operatorId}//${target.chargerId}/`;
      const socket = await openSocket(handshake(target, `${target.url}${path}`));
      if (typeof socket === "number") return `status ${socket}`;
      socket.close();
      return socket.subprotocol === target.subprotocol ? undefined : socket.subprotocol;
    },
  },
  exchange("a CALL reaches the route of its action and is answered", async (socket) =>
    expectFrame(await call(socket, "Heartbeat"), (frame) => frame[0] === 3),
  ),
  exchange("an unknown action reaches $default and is answered NotImplemented", async (socket) =>
    expectFrame(
      await call(socket, "Dance"),
      (frame) => frame[0] === 4 && frame[2] === "NotImplemented",
    ),
  ),
  exchange(
    "an answer, whose third element is an object, reaches $default in silence",
    async (socket) => silence(socket, JSON.stringify([3, "smoke-unasked", {}])),
  ),
  exchange(
    "a CALLERROR, whose third element is a code, reaches $default in silence",
    async (socket) =>
      silence(socket, JSON.stringify([4, "smoke-unasked", "NotImplemented", "", {}])),
  ),
  exchange(
    "a broken frame leaves the socket open and no frame of API Gateway's own",
    async (socket) => {
      socket.send("[2,");
      const frame = await socket.next(SILENCE_SECONDS);
      return frame === undefined ? undefined : expectFrame(frame, (answer) => answer[0] === 4);
    },
  ),
];

function refusal(says: string, status: number, change: Partial<Target>): Check {
  return {
    says,
    run: async (target) => expectStatus(await connect({ ...target, ...change }), status),
  };
}

/** Does something on an open socket, then sees that the socket still answers. */
function exchange(
  says: string,
  run: (socket: ChargerSocket) => Promise<string | undefined>,
): Check {
  return {
    says,
    run: async (target) => {
      const socket = await connect(target);
      if (typeof socket === "number") return `status ${socket}`;
      const seen = await run(socket);
      const after = await call(socket, "Heartbeat");
      socket.close();
      return seen ?? expectFrame(after, (frame) => frame[0] === 3);
    },
  };
}

/** Opens a socket at the charger's own URL. */
export function connect(target: Target): Promise<ChargerSocket | number> {
  const path = [target.operatorId, target.chargerId].map(encodeURIComponent).join("/");
  return openSocket(handshake(target, `${target.url}/${path}`));
}

function handshake({ chargerId, password, subprotocol }: Target, url: string): Handshake {
  return { url, chargerId, password, subprotocols: [subprotocol] };
}

async function call(socket: ChargerSocket, action: string): Promise<unknown> {
  socket.send(JSON.stringify([2, crypto.randomUUID(), action, {}]));
  return socket.next(ANSWER_SECONDS);
}

async function silence(socket: ChargerSocket, frame: string): Promise<string | undefined> {
  socket.send(frame);
  const answer = await socket.next(SILENCE_SECONDS);
  return answer === undefined ? undefined : JSON.stringify(answer);
}

function expectStatus(socket: ChargerSocket | number, status: number): string | undefined {
  if (socket === status) return undefined;
  if (typeof socket === "number") return `status ${socket}`;
  socket.close();
  return "an open socket";
}

function expectFrame(
  frame: unknown,
  isRight: (frame: readonly unknown[]) => boolean,
): string | undefined {
  if (Array.isArray(frame) && isRight(frame)) return undefined;
  return frame === undefined ? "no answer" : JSON.stringify(frame);
}
