import { TABLE_ACTIONS } from "#lib/constructs/table-grants.ts";
import type { Grant } from "./grants.ts";

/** Why an action stays whose access is used by another of its actions (adr/0090). */
export const PART_OF_ACCESS = "part of an access that is used by another of its actions";

/** Whether another action of the same access to the same table is used: accesses are granted whole. */
export function goesWith(grant: Grant, used: readonly Grant[]): boolean {
  const access = accessOf(grant);
  return access !== undefined && used.some((each) => accessOf(each) === access);
}

const WHOLE_ACCESSES = ["read", "write"] as const;

function accessOf({ holder, action, resource }: Grant): string | undefined {
  const name = action.replace(/^dynamodb:/, "");
  const access = WHOLE_ACCESSES.find((each) => TABLE_ACTIONS[each].some((known) => known === name));
  if (access === undefined || !resource.includes(":table/")) return undefined;
  return JSON.stringify([holder, access, resource.replace(/\/index\/.*$/, "")]);
}
