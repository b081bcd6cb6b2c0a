import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { callerOf, forgetCaller } from "#functions/shared/caller.ts";
import type { BenchCharger } from "../fleet.ts";
import { countLogBytes } from "./count-log-bytes.ts";
import { type Invocation, invocationsOf } from "./invocations.ts";
import type { HandlerOrder, HandlerReport } from "./messages.ts";
import { recordDatabase } from "./recorded-database.ts";
import { type Observation, summaryOf } from "./summary.ts";

type Handler = (event: object, context: object) => Promise<{ readonly body?: string }>;

const WH_PER_SESSION = 2_000;
const CONTEXT = {
  functionName: "bench",
  functionVersion: "$LATEST",
  invokedFunctionArn: "bench",
  memoryLimitInMB: "256",
  awsRequestId: "bench",
  getRemainingTimeInMillis: () => 10_000,
};

/** Measures each message of a session: calls, capacity and log with the database, CPU with it and without. */
export async function measureHandlers(order: HandlerOrder): Promise<HandlerReport> {
  const database = recordDatabase();
  const logBytes = countLogBytes();
  const originSecret = await readOriginSecret();
  const observations: Observation[] = [];
  const handlers = new Map<string, Handler>();
  let meterStartWh = 1_000;

  const invoke = async ({ folder, label, event }: Invocation, transactionId: number | string) => {
    let handler = handlers.get(folder);
    if (handler === undefined) {
      const module: unknown = await import(`#functions/ocpp/${folder}/handler.ts`);
      handler = (module as { readonly handler: Handler }).handler;
      handlers.set(folder, handler);
    }
    const made = event(transactionId);
    const cpuBefore = process.cpuUsage();
    const startedAtMs = performance.now();
    const answer = await handler(made, CONTEXT);
    const elapsedMs = performance.now() - startedAtMs;
    const cpu = process.cpuUsage(cpuBefore);
    if (answer.body?.startsWith("[4")) throw new Error(`${label} was answered ${answer.body}`);
    const { transactionId: given } = (
      answer.body === undefined ? {} : JSON.parse(answer.body)[2]
    ) as { readonly transactionId?: number };
    return { elapsedMs, cpuMs: (cpu.user + cpu.system) / 1000, given };
  };

  /** One connection with one session; `mode` says what is observed of each invocation. */
  const connection = async (charger: BenchCharger, mode: "warm" | "cold" | "replay") => {
    const { password } = order;
    meterStartWh += WH_PER_SESSION;
    const script = invocationsOf(charger, { password, originSecret, meterStartWh });
    let transactionId: number | string = script.transactionId;
    for (const invocation of script.list) {
      // Each message of a warm connection finds the binding in memory, also the first one.
      if (mode === "cold") forgetCaller(script.connectionId);
      else if (invocation.folder !== "connect") await callerOf(script.connectionId);
      database.takeCalls();
      const { elapsedMs, cpuMs, given } = await invoke(invocation, transactionId);
      transactionId = given ?? transactionId;
      observations.push({
        label: invocation.label,
        mode,
        calls: database.takeCalls(),
        logBytes: logBytes.take(),
        // Replayed, nothing is waited for: what passes is the handler's own time, more exactly than CPU accounting has it.
        cpuMs: mode === "replay" ? elapsedMs : cpuMs,
      });
    }
  };

  for (const charger of order.chargers) {
    for (let count = 0; count < order.recordedSessions; count += 1) {
      await connection(charger, "cold");
      await connection(charger, "warm");
    }
    database.beginRecording();
    await connection(charger, "warm");
    for (let count = 0; count < order.replays; count += 1) {
      database.replay();
      await connection(charger, "replay");
    }
    database.beginRecording();
  }
  logBytes.stop();
  return summaryOf(observations);
}

async function readOriginSecret(): Promise<string> {
  const client = new SecretsManagerClient({});
  const secretId = process.env["ORIGIN_SECRET_ARN"];
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  client.destroy();
  return SecretString ?? "";
}
