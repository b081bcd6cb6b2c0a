import { randomBytes } from "node:crypto";
import type { WebSocket } from "ws";

/** A socket that a client holds, from before `$connect` is asked until after `$disconnect`. */
export interface Connection {
  readonly connectionId: string;
  readonly connectedAtMs: number;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
  /** Absent while `$connect` is still being asked: nothing can be posted to it then. */
  socket?: WebSocket;
  lastActiveAtMs: number;
  /** Begins the idle time anew. */
  touch: () => void;
  /** Set once, when the platform itself decides to close. */
  closing: boolean;
}

/** Eleven characters and a "=", as API Gateway makes them. */
export const newConnectionId = (): string =>
  `${randomBytes(9).toString("base64url").slice(0, 11)}=`;

/** Request ids look like the connection ids of the same service. */
export const newRequestId = (): string => `${randomBytes(9).toString("base64url").slice(0, 11)}=`;
