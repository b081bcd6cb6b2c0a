import "#test/support/environment.ts";
import { expect, it } from "vitest";
import { eventHandler } from "#functions/shared/event-handler.ts";
import { aContext } from "#test/support/lambda-context.ts";

it("hands over the records, and names those that must come again", async () => {
  const handled: number[] = [];
  const handler = eventHandler<number>({
    handle: async (records) => {
      handled.push(...records);
      return ["2"];
    },
  });

  const result = await handler({ Records: [1, 2, 3] }, aContext());

  expect(handled).toEqual([1, 2, 3]);
  expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: "2" }] });
});

it("brings back the whole batch when the reaction throws", async () => {
  const handler = eventHandler({ handle: () => Promise.reject(new Error("no answer")) });

  await expect(handler({ Records: [1] }, aContext())).rejects.toThrow("no answer");
});
