import { describe, expect, it } from "vitest";
import { authorizeAt, authorizeToken } from "#domain/charging/authorize.ts";
import { aToken, at } from "./builders.ts";

const NOW = at("10:00");

describe("authorizeToken", () => {
  it("accepts a valid token, with its group and its end", () => {
    const token = aToken({ groupId: "FLEET-1", expiresAt: at("10:01"), validFrom: NOW });

    const answer = authorizeToken(token, NOW);

    expect(answer).toEqual({ status: "Accepted", groupId: "FLEET-1", expiresAt: at("10:01") });
  });

  it("does not know a token that nobody issued", () => {
    expect(authorizeToken(undefined, NOW)).toEqual({ status: "Invalid" });
  });

  it.each([
    [
      "a blocked token, even an expired one",
      { status: "blocked", expiresAt: at("09:00") },
      "Blocked",
    ],
    ["a token from the moment that it ends", { expiresAt: NOW }, "Expired"],
    ["a token that is not valid yet", { validFrom: at("10:01") }, "Invalid"],
    ["a token whose end cannot be read", { expiresAt: "someday" }, "Expired"],
    ["a token that already charges", { activeSessions: 1 }, "ConcurrentTx"],
    ["a token that may never charge", { maxActiveSessions: 0 }, "ConcurrentTx"],
  ] as const)("refuses %s", (_case, fields, status) => {
    expect(authorizeToken(aToken(fields), NOW).status).toBe(status);
  });

  it("compares moments, not their spelling", () => {
    const token = aToken({ expiresAt: "2026-03-01T10:00:00Z" });

    expect(authorizeToken(token, "2026-03-01T09:59:59.999Z").status).toBe("Accepted");
  });

  it("lets a token have as many sessions as it may", () => {
    const token = aToken({ activeSessions: 2, maxActiveSessions: 3 });

    expect(authorizeToken(token, NOW).status).toBe("Accepted");
  });

  it("does not count a token's own session against it", () => {
    const token = aToken({ activeSessions: 1 });

    expect(authorizeToken(token, NOW, "own-session").status).toBe("Accepted");
  });

  it("refuses to go on with the own session of a blocked token", () => {
    const token = aToken({ status: "blocked", activeSessions: 1 });

    expect(authorizeToken(token, NOW, "own-session").status).toBe("Blocked");
  });
});

describe("at a charger of a suspended operator", () => {
  it("begins nothing, and ends what runs", () => {
    const suspended = { suspended: true } as const;

    expect(authorizeAt(suspended, aToken(), NOW).status).toBe("Blocked");
    expect(authorizeAt(suspended, aToken(), NOW, "ask").status).toBe("Blocked");
    expect(authorizeAt(suspended, aToken(), NOW, "own-session").status).toBe("Accepted");
    expect(authorizeAt({}, aToken(), NOW).status).toBe("Accepted");
  });
});
