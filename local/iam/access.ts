/** The values of a condition key: one, or a set. A key that the request does not have is absent. */
export type ContextValue = string | readonly string[];

export type Context = Readonly<Record<string, ContextValue>>;

/** One thing that a request needs permission for. */
export interface Access {
  /** `<service>:<Action>`, as policies name it. */
  readonly action: string;
  /** An ARN, or `*` for an action that knows no resource. */
  readonly resource: string;
  /** Condition keys that the service gives. Called only where a policy asks for one; those of every request are added then. */
  readonly context: () => Context;
  /** The service that does it in the caller's name, e.g. `dynamodb` for a table's key. */
  readonly through?: string;
}

/** A request as it came over HTTP. */
export interface AwsRequest {
  readonly method: string;
  /** Path and query as sent, still encoded. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Reads what a request needs permission for, at least one thing. Throws `RefusedRequest` for what it cannot read. */
export type ReadAccesses = (request: AwsRequest) => readonly Access[];
