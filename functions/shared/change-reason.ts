import { invalid } from "./rest-request.ts";

/** The header in which whoever changes something says why; it is demanded only where a second person is. */
const REASON_HEADER = "x-change-reason";
export const LONGEST_CHANGE_REASON = 500;

/** Why a caller says that they change something; undefined where they do not. Throws `request.invalid` for a novel. */
export function changeReasonOf(
  headers: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const reason = headers[REASON_HEADER]?.trim() ?? "";
  if (reason.length <= LONGEST_CHANGE_REASON) return reason === "" ? undefined : reason;
  throw invalid({
    in: "header",
    pointer: "/X-Change-Reason",
    detail: `Say why in at most ${LONGEST_CHANGE_REASON} characters`,
  });
}
