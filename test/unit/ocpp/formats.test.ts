import { describe, expect, it } from "vitest";
import { characterCount, FORMATS } from "#ocpp/formats.ts";

describe("a date-time", () => {
  it.each([
    "2026-11-20T10:00:00Z",
    "2026-11-20t10:00:00z",
    "2026-11-20T10:00:00.123456789+05:30",
    "2024-02-29T23:59:59-00:00",
  ])("is %s", (text) => {
    expect(FORMATS["date-time"](text)).toBe(true);
    expect(Date.parse(text)).not.toBeNaN();
  });

  it.each([
    "2026-11-20T10:00:00",
    "2026-11-20T10:00:00+03",
    "2026-11-20 10:00:00Z",
    "2026-02-29T10:00:00Z",
    "2026-04-31T10:00:00Z",
    "2026-11-20T24:00:00Z",
    "2026-12-31T23:59:60Z",
    "222222017-11-20T10:00:00Z",
    "",
  ])("is not %j", (text) => {
    expect(FORMATS["date-time"](text)).toBe(false);
  });
});

describe("a uri", () => {
  it.each(["https://example.org/a?b=c", "ftp://user@host/file", "urn:example:1"])(
    "is %s",
    (text) => {
      expect(FORMATS.uri(text)).toBe(true);
    },
  );

  it.each(["example.org", "/path", "", "http://"])("is not %j", (text) => {
    expect(FORMATS.uri(text)).toBe(false);
  });
});

it.each(["", "abc", "ğüş", "🔌", "a🔌b🔌", "\ud83d", "\udd0c\ud83d"])(
  "counts %j as a reader would",
  (text) => {
    expect(characterCount(text)).toBe(Array.from(text).length);
  },
);
