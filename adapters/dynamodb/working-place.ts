import { toItem } from "./client.ts";
import { keys } from "./keys.ts";
import type { RefusableWrite } from "./refusable.ts";

/**
 * Demands that somebody's place still works at the moment of a write: of two people who end each other's access at the
 * same moment, one stays.
 */
export function workingPlace(
  directoryTable: string,
  place: { readonly scope: string; readonly subject: string },
): RefusableWrite {
  return {
    item: {
      ConditionCheck: {
        TableName: directoryTable,
        Key: toItem(keys.membership(place.scope, place.subject)),
        ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(disabledAt)",
      },
    },
    code: "request.conflict",
    message: "Your own access has ended meanwhile.",
  };
}
