import { wildcardMatches } from "#local/iam/policy-document.ts";
import type { UsageLine } from "#local/iam/usage.ts";
import type { Denial, Explanation } from "./explained.ts";
import { goesWith, PART_OF_ACCESS } from "./goes-with.ts";
import type { Grant } from "./grants.ts";

export interface Explained extends Grant {
  /** Why it stays; absent where nobody has said so. */
  readonly reason?: string;
}

export interface Comparison {
  readonly holders: readonly {
    readonly holder: string;
    readonly granted: number;
    readonly used: number;
  }[];
  readonly neverUsed: readonly Explained[];
  /** Reasons for grants that are used, or that nobody has any more. */
  readonly idle: readonly Explanation[];
  readonly denied: { readonly expected: number; readonly unexpected: readonly UsageLine[] };
}

type Reasons = {
  readonly explanations: readonly Explanation[];
  readonly denials: readonly Denial[];
};

/** Holds what the roles may do against what was done. Lines of roles that are not among the grants are left out. */
export function compare(
  grants: readonly Grant[],
  lines: readonly UsageLine[],
  { explanations, denials }: Reasons,
): Comparison {
  const holders = new Map(grants.map(({ roleName, holder }) => [roleName, holder]));
  const known = lines.filter(({ role }) => holders.has(role));
  const allowed = known.filter(({ outcome }) => outcome === "allowed");
  const unused = grants.filter((grant) => !allowed.some((line) => isUseOf(grant, line)));
  const used = grants.filter((grant) => !unused.includes(grant));
  const reasonOf = (grant: Grant) => explanations.find((each) => explains(each, grant));
  const denied = known.filter(({ outcome }) => outcome !== "allowed");
  const isExpected = (line: UsageLine) =>
    denials.some(
      ({ holder, action }) => holder === holders.get(line.role) && action === line.action,
    );
  return {
    holders: [...new Set(holders.values())].toSorted().map((holder) => {
      const own = grants.filter((grant) => grant.holder === holder);
      const idle = unused.filter((grant) => grant.holder === holder);
      return { holder, granted: own.length, used: own.length - idle.length };
    }),
    neverUsed: unused.map((grant) => {
      const reason = goesWith(grant, used) ? PART_OF_ACCESS : reasonOf(grant)?.reason;
      return { ...grant, ...(reason !== undefined && { reason }) };
    }),
    idle: explanations.filter((each) => {
      return !unused.some((grant) => !goesWith(grant, used) && reasonOf(grant) === each);
    }),
    denied: {
      expected: denied.filter(isExpected).reduce((calls, line) => calls + line.calls, 0),
      unexpected: denied.filter((line) => !isExpected(line)),
    },
  };
}

function isUseOf(grant: Grant, line: UsageLine): boolean {
  return (
    line.role === grant.roleName &&
    line.statement === grant.statement &&
    line.action === grant.action &&
    // What a policy's variable stands for differs with each call.
    wildcardMatches(grant.resource.replaceAll(/\$\{[^}]+\}/g, "*"), line.resource)
  );
}

function explains({ holders, actions, resource }: Explanation, grant: Grant): boolean {
  return (
    holders.some((holder) => wildcardMatches(holder, grant.holder)) &&
    actions.includes(grant.action) &&
    (resource === undefined || wildcardMatches(resource, grant.resource))
  );
}
