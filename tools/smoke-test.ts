/**
 * Tries a deployed platform for what AWS does not document (docs/deploy.md). The password comes by the environment
 * variable OCPP_PASSWORD, so that it is in no list of processes.
 */
import process, { argv, env, stdout } from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { CHECKS, connect, type Target } from "./smoke-test/checks.ts";

const IDLE_MINUTES = 12;

const { values } = parseArgs({
  args: argv.slice(2),
  options: {
    url: { type: "string" },
    operator: { type: "string" },
    charger: { type: "string" },
    subprotocol: { type: "string", default: "ocpp1.6" },
    "stage-url": { type: "string" },
    idle: { type: "boolean", default: false },
  },
});

function target(): Target {
  const { url, operator, charger, subprotocol, "stage-url": stageUrl } = values;
  const password = env["OCPP_PASSWORD"];
  if (!url || !operator || !charger || !stageUrl || !password) {
    throw new Error(
      "Usage: OCPP_PASSWORD=… node tools/smoke-test.ts --url wss://… --operator … --charger … --stage-url wss://… [--subprotocol ocpp2.0.1] [--idle]",
    );
  }
  return {
    url: url.replace(/\/$/, ""),
    operatorId: operator,
    chargerId: charger,
    password,
    subprotocol,
    stageUrl,
  };
}

async function runChecks(subject: Target): Promise<number> {
  let failures = 0;
  for (const { says, run } of CHECKS) {
    const seen = await run(subject).catch((error: Error) => error.message);
    if (seen !== undefined) failures += 1;
    stdout.write(seen === undefined ? `ok      ${says}\n` : `FAILED  ${says}: saw ${seen}\n`);
  }
  return failures;
}

/** Whether pings alone keep a socket open beyond ten idle minutes: the sources contradict each other. */
async function watchIdle(subject: Target): Promise<void> {
  const socket = await connect(subject);
  if (typeof socket === "number") throw new Error(`the handshake was refused with ${socket}`);
  for (let minute = 1; minute <= IDLE_MINUTES && socket.isOpen(); minute += 1) {
    socket.ping();
    await wait(60_000);
  }
  const verdict = socket.isOpen() ? "keep" : "do not keep";
  stdout.write(`note    pings alone ${verdict} a socket open for ${IDLE_MINUTES} minutes\n`);
  socket.close();
}

const subject = target();
process.exitCode = (await runChecks(subject)) > 0 ? 1 : 0;
if (values.idle) await watchIdle(subject);
