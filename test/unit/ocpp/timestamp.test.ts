import { expect, it } from "vitest";
import { plausibleTimestamp } from "#ocpp/timestamp.ts";

const RECEIVED_AT = "2026-11-20T10:00:00.000Z";

it.each([
  ["2026-11-20T12:59:59+03:00", "2026-11-20T09:59:59.000Z"],
  ["2010-01-01T00:00:00Z", "2010-01-01T00:00:00.000Z"],
  ["2026-11-21T10:00:00Z", "2026-11-21T10:00:00.000Z"],
])("believes %s and writes it in UTC", (text, canonical) => {
  expect(plausibleTimestamp(text, RECEIVED_AT)).toBe(canonical);
});

it.each([
  "2009-12-31T23:59:59Z",
  "1970-01-01T00:00:00Z",
  "2026-11-21T10:00:01Z",
  "222222017-11-20T10:00:00Z",
  "2026-11-20T10:00:00",
  "yesterday",
])("does not believe %s", (text) => {
  expect(plausibleTimestamp(text, RECEIVED_AT)).toBeUndefined();
});
