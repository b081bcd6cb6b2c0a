import type { ErrorReport } from "./messages.ts";

/** A function threw, ended its process or ran out of time; `errorType` is what Lambda would report. */
export class FunctionError extends Error {
  override readonly name = "FunctionError";
  readonly errorType: string;
  readonly trace: readonly string[];

  constructor(report: ErrorReport) {
    super(report.errorMessage);
    this.errorType = report.errorType;
    this.trace = report.trace ?? [];
  }
}

/** More invocations wait than a function can ever work off; Lambda would throttle. */
export class TooManyRequestsError extends Error {
  override readonly name = "TooManyRequestsError";
}
