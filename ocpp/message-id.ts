/** Ids of calls as chargers send them: some send numbers, and want the same number back. */
export type MessageId = string | number;

/** Both specifications end here, but a longer id is no reason to lose a billing record. */
export const MESSAGE_ID_LENGTH = 36;
/** Beyond this nothing is echoed. */
const LONGEST_TOLERATED_MESSAGE_ID = 255;
/** What answers a call whose own id cannot be used (2.0.1 part 4 §4.2.3). */
export const UNREADABLE_MESSAGE_ID = "-1";

/** The id, where it is one that an answer can repeat exactly. */
export function readMessageId(value: unknown): MessageId | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== "string" || value === "") return undefined;
  return value.length <= LONGEST_TOLERATED_MESSAGE_ID ? value : undefined;
}
