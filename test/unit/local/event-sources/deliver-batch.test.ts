import { describe, expect, it, vi } from "vitest";
import { deliverBatch } from "#local/event-sources/deliver-batch.ts";
import type { StreamMappingDefinition } from "#local/event-sources/mapping-definition.ts";
import type { StreamRecord } from "#local/services.ts";
import { aStreamMapping, aStreamRecord } from "#test/support/local/stream-records.ts";

const QUEUE_ARN = "arn:aws:sqs:eu-west-1:000000000000:failures";

/** A function that notes the sequence numbers of each batch and answers or throws as the test says. */
function aDelivery(
  mapping: Partial<StreamMappingDefinition>,
  answer: (numbers: readonly string[], batch: number) => unknown,
  signal = new AbortController().signal,
) {
  const batches: (readonly string[])[] = [];
  const sent = vi.fn(async (_queue: string, _body: string) => undefined);
  const delivery = {
    mapping: aStreamMapping(mapping),
    signal,
    firstPauseMs: 0,
    writeLog: () => undefined,
    sendToQueue: sent,
    invoke: async (_: string, event: unknown) => {
      const { Records } = event as { readonly Records: readonly StreamRecord[] };
      const numbers = Records.map(({ dynamodb }) => dynamodb.SequenceNumber);
      batches.push(numbers);
      return answer(numbers, batches.length);
    },
  };
  const run = (...numbers: readonly number[]) =>
    deliverBatch(
      delivery,
      numbers.map((number) => aStreamRecord(number)),
    );
  return { run, batches, sent, delivery };
}

const boom = () => {
  throw new Error("boom");
};

describe("a batch of a stream", () => {
  it("comes to the function once when it is handled, with the source and Region of the mapping", async () => {
    const invoke = vi.fn(async () => undefined);
    const { delivery } = aDelivery({}, () => undefined);

    await deliverBatch({ ...delivery, invoke }, [aStreamRecord(1)]);

    expect(invoke).toHaveBeenCalledExactlyOnceWith(delivery.mapping.functionArn, {
      Records: [
        expect.objectContaining({
          awsRegion: "eu-west-1",
          eventSourceARN: delivery.mapping.sourceArn,
          eventName: "INSERT",
        }),
      ],
    });
  });

  it("comes again when the function throws", async () => {
    const { run, batches, sent } = aDelivery({}, (_, batch) => (batch === 1 ? boom() : undefined));

    await run(1, 2);

    expect(batches).toEqual([
      ["1", "2"],
      ["1", "2"],
    ]);
    expect(sent).not.toHaveBeenCalled();
  });

  it("is given up after the last attempt, and its place in the stream is reported", async () => {
    const { run, batches, sent } = aDelivery({ onFailureQueueArn: QUEUE_ARN }, boom);

    await run(4, 5);

    expect(batches).toHaveLength(3);
    expect(sent).toHaveBeenCalledTimes(1);
    expect(sent.mock.calls[0]?.[0]).toBe(QUEUE_ARN);
    expect(JSON.parse(String(sent.mock.calls[0]?.[1]))).toMatchObject({
      requestContext: { condition: "RetryAttemptsExhausted", approximateInvokeCount: 3 },
      DDBStreamBatchInfo: { startSequenceNumber: "4", endSequenceNumber: "5", batchSize: 2 },
    });
  });

  it("is cut in halves until the bad record stands alone, and only that one is given up", async () => {
    const { run, sent } = aDelivery(
      { bisectsOnError: true, maximumRetryAttempts: 0, onFailureQueueArn: QUEUE_ARN },
      (numbers) => (numbers.includes("3") ? boom() : undefined),
    );

    await run(1, 2, 3, 4, 5);

    expect(sent).toHaveBeenCalledTimes(1);
    expect(JSON.parse(String(sent.mock.calls[0]?.[1]))).toMatchObject({
      DDBStreamBatchInfo: { startSequenceNumber: "3", endSequenceNumber: "3" },
    });
  });

  it("goes on from the first record that the function reports", async () => {
    const { run, batches } = aDelivery({ reportsBatchItemFailures: true }, (_, batch) =>
      batch === 1
        ? { batchItemFailures: [{ itemIdentifier: "4" }, { itemIdentifier: "3" }] }
        : { batchItemFailures: [] },
    );

    await run(1, 2, 3, 4);

    expect(batches).toEqual([
      ["1", "2", "3", "4"],
      ["3", "4"],
    ]);
  });

  it("comes whole again when the function reports a record that is not in it", async () => {
    const { run, batches } = aDelivery({ reportsBatchItemFailures: true }, (_, batch) =>
      batch === 1 ? { batchItemFailures: [{ itemIdentifier: "" }] } : undefined,
    );

    await run(1, 2);

    expect(batches).toEqual([
      ["1", "2"],
      ["1", "2"],
    ]);
  });

  it("is not even tried when its records are too old", async () => {
    const { delivery, batches, sent } = aDelivery(
      { onFailureQueueArn: QUEUE_ARN },
      () => undefined,
    );
    const old = aStreamRecord(1, { ApproximateCreationDateTime: 1_000 });

    await deliverBatch(delivery, [old]);

    expect(batches).toEqual([]);
    expect(JSON.parse(String(sent.mock.calls[0]?.[1]))).toMatchObject({
      requestContext: { condition: "RecordAgeExceeded" },
    });
  });

  it("does not count as handled when the platform stops meanwhile", async () => {
    const abort = new AbortController();
    const { run } = aDelivery(
      {},
      () => {
        abort.abort();
        return boom();
      },
      abort.signal,
    );

    await expect(run(1)).rejects.toThrow();
  });
});
