import type { Context } from "aws-lambda";

/** What Lambda tells a function of its invocation. */
export function aContext(): Context {
  return {
    awsRequestId: "request-1",
    functionName: "function-under-test",
    functionVersion: "1",
    invokedFunctionArn: "arn:aws:lambda:eu-central-1:111111111111:function:function-under-test",
    memoryLimitInMB: "512",
    logGroupName: "log-group",
    logStreamName: "log-stream",
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => 10_000,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}
