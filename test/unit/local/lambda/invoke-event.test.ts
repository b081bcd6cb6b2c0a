import { describe, expect, it, vi } from "vitest";
import { FunctionError } from "#local/lambda/function-error.ts";
import { eventInvocation } from "#local/lambda/invoke-event.ts";
import { resolverOf } from "#test/support/local/template-assembly.ts";

const QUEUE_ARN = "arn:aws:sqs:eu-west-1:000000000000:failures";
const ARN = "arn:aws:lambda:eu-west-1:000000000000:function:Stack-Sweep";

const functionOnly = { Sweep: { Type: "AWS::Lambda::Function" } };
const withDestination = {
  ...functionOnly,
  Config: {
    Type: "AWS::Lambda::EventInvokeConfig",
    Properties: {
      FunctionName: { Ref: "Sweep" },
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: QUEUE_ARN } },
    },
  },
};
const boom = () => new FunctionError({ errorType: "TypeError", errorMessage: "boom" });

function anInvocation(resources: Parameters<typeof resolverOf>[0]) {
  const invoke = vi.fn<(arn: string, event: unknown) => Promise<unknown>>();
  const sendToQueue = vi.fn(async () => undefined);
  const resolver = resolverOf(resources);
  const writeLog = () => undefined;
  return {
    invoke,
    sendToQueue,
    invokeEvent: eventInvocation({ resolver, invoke, sendToQueue, writeLog, firstPauseMs: 0 }),
  };
}

describe("an asynchronous invocation", () => {
  it("tries again when the function fails", async () => {
    const { invoke, sendToQueue, invokeEvent } = anInvocation(functionOnly);
    invoke.mockRejectedValueOnce(boom()).mockResolvedValueOnce("done");

    const result = await invokeEvent(ARN, { a: 1 });

    expect(result).toBe("done");
    expect(invoke).toHaveBeenCalledTimes(2);
    expect(sendToQueue).not.toHaveBeenCalled();
  });

  it("gives what keeps failing to the function's failure destination", async () => {
    const { invoke, sendToQueue, invokeEvent } = anInvocation(withDestination);
    invoke.mockImplementation(async () => {
      throw boom();
    });

    await invokeEvent(ARN, { a: 1 });

    expect(invoke).toHaveBeenCalledTimes(2);
    expect(sendToQueue).toHaveBeenCalledExactlyOnceWith(
      QUEUE_ARN,
      expect.stringContaining('"requestPayload":{"a":1}'),
    );
  });

  it("fails after the default number of retries when there is no destination", async () => {
    const { invoke, invokeEvent } = anInvocation(functionOnly);
    invoke.mockImplementation(async () => {
      throw boom();
    });

    await expect(invokeEvent(ARN, {})).rejects.toThrow("boom");

    expect(invoke).toHaveBeenCalledTimes(3);
  });

  it("does not retry what is no fault of the function", async () => {
    const { invoke, invokeEvent } = anInvocation(functionOnly);
    invoke.mockRejectedValue(new Error("No function is called so."));

    await expect(invokeEvent(ARN, {})).rejects.toThrow(/No function/);

    expect(invoke).toHaveBeenCalledTimes(1);
  });
});
