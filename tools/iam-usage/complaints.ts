import type { Comparison } from "./compare.ts";

/** What must not be: a sentence for each grant without a reason, reason without a grant, and call that was denied. */
export function complaintsOf({ neverUsed, idle, denied }: Comparison): readonly string[] {
  return [
    ...neverUsed
      .filter(({ reason }) => reason === undefined)
      .map(
        ({ holder, action, resource }) =>
          `${holder} may ${action} on ${resource}: no test uses it, and no reason is given.`,
      ),
    ...idle.map(
      ({ holders, actions, reason }) =>
        `The reason "${reason}" (${holders.join(", ")}: ${actions.join(", ")}) explains nothing any more.`,
    ),
    ...denied.unexpected.map(
      ({ role, action, resource, calls }) =>
        `${role} was denied ${action} on ${resource}, ${calls} times.`,
    ),
  ];
}
