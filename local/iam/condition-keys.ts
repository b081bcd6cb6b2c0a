import { isKnownConditionKey } from "./global-context.ts";
import type { Policies } from "./policies.ts";
import { conditionKeysOf } from "./policy-document.ts";

/** Throws one sentence for the first condition that could not be judged here: a key that is never given would deny, or allow, by mistake. */
export function assertKnownConditions({ roles }: Pick<Policies, "roles">): void {
  for (const { identity, trust } of roles.values()) {
    const trusted = trust.Statement.map((statement) => ({ id: "its trust policy", statement }));
    for (const { id, statement } of [...identity, ...trusted]) {
      const unknown = conditionKeysOf(statement).find((key) => !isKnownConditionKey(key));
      if (unknown === undefined) continue;
      throw new Error(
        `The condition key ${unknown} in ${id} is not known here: add it to local/iam/global-context.ts, or to the reader of the requests that carry it.`,
      );
    }
  }
}
