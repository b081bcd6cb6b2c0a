import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCognito } from "#local/cognito/start.ts";
import type { CognitoService, UserPoolDefinition } from "#local/services.ts";

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
  return { poolId, clients: [CLIENT], groups: [], resourceScopes: [], ...more };
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
  readonly cognito: () => CognitoService;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts it with these pools. */
export async function startSignInWorld(pools: readonly UserPoolDefinition[]): Promise<SignInWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), "chargeward-cognito-"));
  const log: string[] = [];
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
    cognito = await startCognito({
      dataDir,
      pools,
      publicUrl,
      writeLog: (line) => log.push(line),
    });
  };
  await start();
  return {
    dataDir,
    publicUrl,
    log,
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
