import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { type Letter, openOutbox } from "#local/cognito/outbox.ts";
import type { CognitoService, UserPoolDefinition } from "#local/cognito/service.ts";
import { startCognito } from "#local/cognito/start.ts";

const CALLBACK = "http://localhost:3000/console/";

/** The client of people, in every pool that has one. */
export const CLIENT = {
  clientId: "console-client",
  callbackUrls: [CALLBACK],
  logoutUrls: [CALLBACK],
  scopes: ["openid", "email"],
} as const;

/** A pool as the templates would define it; staff by invitation unless it is said otherwise. */
export function aPool(poolId: string, more: Partial<UserPoolDefinition> = {}): UserPoolDefinition {
  return {
    poolId,
    clients: [CLIENT],
    groups: [],
    resourceScopes: [],
    mfa: "ON",
    selfSignUp: false,
    passwordPolicy: {
      minimumLength: 14,
      requireLowercase: true,
      requireUppercase: true,
      requireNumbers: true,
      requireSymbols: true,
    },
    ...more,
  };
}

export const PROGRAMS = aPool("programs", {
  domainPrefix: "chargeward-dev-api",
  clients: [],
  resourceScopes: ["chargeward/api"],
});

/** The local sign-in behind a server on the loopback interface, over a data dir of its own. */
export interface SignInWorld {
  readonly dataDir: string;
  readonly publicUrl: string;
  /** Lines of the log so far. */
  readonly log: readonly string[];
  /** The clock of codes and limits, in milliseconds since 1970; those of tokens and sessions are the machine's. */
  readonly now: () => number;
  readonly advance: (milliseconds: number) => void;
  /** The letters to an address, newest first, once there is one more than `before`. */
  readonly lettersTo: (email: string, before?: number) => Promise<readonly Letter[]>;
  readonly cognito: () => CognitoService;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts it with these pools. */
export async function startSignInWorld(pools: readonly UserPoolDefinition[]): Promise<SignInWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), "chargeward-cognito-"));
  const log: string[] = [];
  let advancedMs = 0;
  const now = (): number => Date.now() + advancedMs;
  let cognito: CognitoService | undefined;
  const running = (): CognitoService => {
    if (cognito === undefined) throw new Error("The sign-in has not started.");
    return cognito;
  };
  const server = createServer((request, response) => {
    if (!running().handler(request, response)) response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const publicUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const start = async (): Promise<void> => {
    const writeLog = (line: string): void => void log.push(line);
    cognito = await startCognito({ dataDir, pools, publicUrl, writeLog }, now);
  };
  await start();
  return {
    dataDir,
    publicUrl,
    log,
    now,
    advance: (milliseconds) => {
      advancedMs += milliseconds;
    },
    lettersTo: async (email, before = 0) => {
      const outbox = await openOutbox(dataDir);
      return vi.waitFor(
        async () => {
          const letters = (await outbox.letters()).filter(({ to }) => to === email);
          if (letters.length <= before) throw new Error(`No letter has come to ${email}.`);
          return letters;
        },
        { timeout: 5_000 },
      );
    },
    cognito: running,
    restart: async () => {
      await running().stop();
      await start();
    },
    stop: async () => {
      await running().stop();
      server.close();
      server.closeAllConnections();
      await rm(dataDir, { recursive: true });
    },
  };
}
