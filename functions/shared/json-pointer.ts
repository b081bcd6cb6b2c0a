import type * as z from "zod";
import type { ProblemIssue } from "#contracts/problem.ts";

/** A path as an RFC 6901 JSON Pointer; the empty path is the whole document. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** What a schema found wrong with a part of a request: one entry a place, and one a field that has no business there. */
export function issuesOf(
  error: { readonly issues: readonly z.core.$ZodIssue[] },
  where: ProblemIssue["in"],
): readonly ProblemIssue[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        in: where,
        pointer: jsonPointer([...issue.path, key]),
        detail: "Unknown field",
      }));
    }
    return [{ in: where, pointer: jsonPointer(issue.path), detail: issue.message }];
  });
}
