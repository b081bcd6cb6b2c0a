import { describe, expect, it } from "vitest";
import { isSignInOver } from "#domain/access/sign-in.ts";

const SEEN = { lastSeenAt: {}, isRevoked: false };
const signedOutBefore = "2026-03-01T10:00:00.500Z";

describe("a sign-in", () => {
  it.each([
    ["that nobody ended", {}, SEEN, false],
    [
      "that was revoked",
      { signedInAt: "2026-03-01T11:00:00.000Z" },
      { ...SEEN, isRevoked: true },
      true,
    ],
    [
      "before the sign-out",
      { signedInAt: "2026-03-01T10:00:00.000Z" },
      { ...SEEN, signedOutBefore },
      true,
    ],
    [
      "after the sign-out",
      { signedInAt: "2026-03-01T10:00:01.000Z" },
      { ...SEEN, signedOutBefore },
      false,
    ],
    ["of an unknown time, after a sign-out", {}, { ...SEEN, signedOutBefore }, true],
    [
      "of an unreadable time, after a sign-out",
      { signedInAt: "soon" },
      { ...SEEN, signedOutBefore },
      true,
    ],
  ])("%s", (_, claimed, record, isOver) => {
    expect(isSignInOver(claimed, record)).toBe(isOver);
  });
});
