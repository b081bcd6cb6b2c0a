import type { AwsRequest, ReadAccesses } from "./access.ts";
import type { Authenticate } from "./authenticate.ts";
import { denialOf } from "./denial.ts";
import type { Decide } from "./evaluate.ts";
import type { Principal } from "./principal.ts";
import type { RecordDecision } from "./usage.ts";

export interface GuardOptions {
  readonly authenticate: Authenticate;
  readonly read: ReadAccesses;
  readonly decide: Decide;
  readonly record: RecordDecision;
}

/** Lets a request through, and says whose it is, or throws `RefusedRequest`. */
export type Guard = (request: AwsRequest) => Promise<Principal>;

/** Makes the guard of one service: everything that a request needs permission for must be allowed. */
export function createGuard({ authenticate, read, decide, record }: GuardOptions): Guard {
  return async (request) => {
    const principal = authenticate(request);
    for (const access of read(request)) {
      const decision = await decide(principal, access);
      record(principal, access, decision);
      if (decision.outcome !== "allowed") throw denialOf(principal, access, decision);
    }
    return principal;
  };
}
