/** What an environment's thread is told when it is made. */
export interface EnvironmentSettings {
  /** URL of the bundle. */
  readonly moduleUrl: string;
  readonly exportName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
  readonly compileCacheDirectory?: string;
}

/** Main thread to environment: request id, deadline in milliseconds since 1970, event as JSON. Arrays clone fastest. */
export type InvocationMessage = readonly [requestId: string, deadlineMs: number, eventJson: string];

/**
 * Environment to main thread. `ready` and `log` come unasked; `result` and `error` answer the one invocation under way;
 * after `fatal` the environment is of no more use. The body is the result or the error as JSON; the log is what the
 * function wrote meanwhile.
 */
export type EnvironmentMessage = readonly [
  kind: "ready" | "log" | "result" | "error" | "fatal",
  body: string,
  log: string,
];

/** An error in the shape in which Lambda reports it. */
export interface ErrorReport {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}
