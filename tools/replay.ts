// Replays charging sessions with everything that goes wrong between a charger and the platform, and judges each bill.
import "#test/support/environment.ts";
import { parseArgs } from "node:util";
import { startTables } from "#test/support/dynamodb.ts";
import { startCredentialKey } from "#test/support/kms.ts";
import { replayTable } from "./replay/replay-table.ts";

const { values } = parseArgs({
  options: {
    sessions: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
  },
});
const tables = await startTables();
const kms = await startCredentialKey();
try {
  const { runReplay } = await import("./replay/run-replay.ts");
  const result = await runReplay(Number(values.sessions), Number(values.seed));
  process.stdout.write(`${replayTable(result)}\n`);
  for (const line of result.wrong) process.stdout.write(`wrong: ${line}\n`);
  if (result.wrong.length > 0 || result.stored !== Number(values.sessions)) process.exitCode = 1;
} finally {
  await kms.stop();
  await tables.stop();
}
