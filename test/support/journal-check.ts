import { KEEP_STREAMS_VARIABLE } from "#local/dynamodb/trim-streams.ts";
import { REDELIVERY_VARIABLE } from "#local/event-sources/redelivery.ts";
import { runTool } from "./run-tool.ts";

/** With this a platform keeps its streams, and every reaction to one must bear that records come again. */
export const WITH_REDELIVERY = {
  [REDELIVERY_VARIABLE]: "10",
  [KEEP_STREAMS_VARIABLE]: "yes",
} as const;

/** Holds the journal of a stopped platform against its streams. Throws where a change is not in it exactly once. */
export async function checkJournal(dataDir: string): Promise<void> {
  const { exitCode, stderr } = await runTool("journal-check.ts", [dataDir]);
  if (exitCode !== 0) throw new Error(`The journal and the streams differ: ${stderr}`);
}
