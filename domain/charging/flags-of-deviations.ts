import type { SessionFlag } from "./session.ts";

/** The deviation of a message that was right, but whose token nobody could look up: no key could be had. */
export const TOKEN_UNREAD = "token:unread";

/** What a repaired message means for the session: people look at it before money is claimed. */
export function flagsOfDeviations(deviations: readonly string[]): readonly SessionFlag[] {
  const isUnread = deviations.includes(TOKEN_UNREAD);
  const isRepaired = deviations.length > (isUnread ? 1 : 0);
  return [
    ...(isRepaired ? (["content-repaired"] as const) : []),
    ...(deviations.includes("timestamp:substituted") ? (["timestamp-implausible"] as const) : []),
    ...(isUnread ? (["token-unread"] as const) : []),
  ];
}
