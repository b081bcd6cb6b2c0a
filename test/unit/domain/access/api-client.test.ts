import { describe, expect, it } from "vitest";
import {
  type ApiClient,
  apiClientFindings,
  apiClientState,
  isApiClientOver,
  standingOfApiClient,
} from "#domain/access/api-client.ts";
import { decide, isKnownHere } from "#domain/access/decide.ts";
import { at, NOW } from "./builders.ts";

const DAY = 86_400;
const client = (given: Partial<ApiClient> = {}): ApiClient => ({
  operatorId: "demo-a",
  clientId: "robot",
  name: "Robot",
  owner: "Operations",
  permissions: ["sites:read"],
  expiresAt: at(100 * DAY),
  createdBy: "ann",
  issuedAt: at(-DAY),
  createdAt: at(-DAY),
  updatedAt: at(-DAY),
  version: 1,
  ...given,
});
const { issuedAt: _, ...unissued } = client();
const who = { subject: "client:robot", operatorId: "demo-a" };

describe("a program", () => {
  it.each([
    ["active", client()],
    ["awaiting-secret", unissued],
    ["expired", client({ expiresAt: NOW })],
    ["expired", client({ expiresAt: "soon" })],
    ["replaced", client({ expiresAt: NOW, replacedBy: "robot-2" })],
    ["active", client({ expiresAt: at(60), replacedBy: "robot-2" })],
    ["revoked", client({ revokedAt: at(-1) })],
  ])("is %s", (state, given) => {
    expect(apiClientState(given, NOW)).toBe(state);
    expect(isApiClientOver(given, NOW)).toBe(["expired", "replaced", "revoked"].includes(state));
  });

  it.each([
    ["nothing", client({ lastUsedAt: at(-44 * DAY), issuedAt: at(-90 * DAY) }), []],
    ["expires-soon", client({ expiresAt: at(30 * DAY) }), ["expires-soon"]],
    ["nothing yet", client({ expiresAt: at(30 * DAY + 1) }), []],
    ["unused", client({ lastUsedAt: at(-45 * DAY), issuedAt: at(-90 * DAY) }), ["unused"]],
    ["never used", client({ issuedAt: at(-45 * DAY) }), ["unused"]],
    ["nothing when over", client({ revokedAt: NOW, issuedAt: at(-90 * DAY) }), []],
  ])("has findings: %s", (_name, given, findings) => {
    expect(apiClientFindings(given, NOW)).toEqual(findings);
  });

  it("may do what it was given until the very moment of its end", () => {
    const standing = standingOfApiClient(who, client({ expiresAt: at(60) }), []);

    const question = { permission: "sites:read", siteId: "harbour" } as const;
    expect(decide(standing, { ...question, now: at(59) }).allowed).toBe(true);
    expect(decide(standing, { ...question, now: at(60) }).allowed).toBe(false);
    expect(isKnownHere(standing, at(60))).toBe(false);
  });

  it.each([
    ["revoked", client({ revokedAt: NOW })],
    ["without a secret", unissued],
    ["unknown", undefined],
  ])("may do nothing when it is %s", (_name, given) => {
    const standing = standingOfApiClient(who, given, []);

    expect(isKnownHere(standing, NOW)).toBe(false);
    expect(decide(standing, { permission: "sites:read", now: NOW }).allowed).toBe(false);
  });
});
