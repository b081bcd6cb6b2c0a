import { hash } from "node:crypto";
import { journalWriter } from "#adapters/dynamodb/journal-writer.ts";
import type { StreamRecord } from "#adapters/dynamodb/stream-change.ts";
import { failureQueue } from "#adapters/sqs/failure-queue.ts";
import { append } from "#domain/audit/append.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";
import { windowHandler } from "#functions/shared/window-handler.ts";
import { arrivalsOf } from "./arrivals.ts";
import { rememberedHeads } from "./remembered-heads.ts";
import { tableOf } from "./table-of.ts";

const ports = {
  journal: journalWriter(environment("AUDIT_TABLE")),
  sha256: (text: string) => hash("sha256", text, "hex"),
};
const tellPeople = failureQueue(environment("AUDIT_FAILURE_QUEUE_URL"));
const heads = rememberedHeads();

/** Woken by the streams of all tables that hold something: the only writer of the audit journal. */
export const handler = windowHandler<StreamRecord>({
  async handle(records, shardId) {
    const [first] = records;
    // The window's end brings no records.
    if (!first) return [];
    const table = tableOf(first);
    const arrivals = await arrivalsOf(table, records, (record, error) =>
      noteGap(table, record, error),
    );
    const writes = [...arrivals].map(async ([operatorId, news]) => {
      const chain = { operatorId, table };
      try {
        const head = await append(chain, shardId, news, ports, heads.get(chain));
        if (head) heads.remember(chain, head);
        return [];
      } catch (error) {
        heads.forget(chain);
        logger.error("changes were not recorded", { operatorId, table, error });
        return news.map(({ sequenceNumber }) => sequenceNumber);
      }
    });
    return (await Promise.all(writes)).flat();
  },
});

async function noteGap(table: string, record: StreamRecord, error: unknown): Promise<void> {
  const { SequenceNumber: sequenceNumber } = record.dynamodb;
  const { name: failure } = error instanceof Error ? error : new Error();
  logger.error("a change could not be told", { table, sequenceNumber, failure });
  await tellPeople({ table, sequenceNumber, failure });
}
