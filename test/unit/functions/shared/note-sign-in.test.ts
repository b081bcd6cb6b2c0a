import "#test/support/environment.ts";
import { describe, expect, it } from "vitest";
import type { SeenSignIn } from "#adapters/dynamodb/sign-in-store.ts";
import { standingOf } from "#domain/access/standing-of.ts";
import type { Visitor } from "#domain/tenancy/visitor.ts";
import { noteSignInOnceAnHour } from "#functions/shared/note-sign-in.ts";
import { restEvent } from "#test/support/rest-call.ts";

const NOW = "2026-03-01T12:00:00.000Z";
const minutesAgo = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString();

const visitor = (lastSeenAt: Readonly<Record<string, string>>): Visitor => ({
  standing: standingOf({ subject: "ann", operatorId: "demo-a" }, [], []),
  operator: "open",
  places: [{ scope: "demo-a" }, { scope: "platform" }],
  signIn: { lastSeenAt, isRevoked: false },
});
const use = (headers: Readonly<Record<string, string>> = {}, signInId?: string) => ({
  event: restEvent({ routeKey: "GET /", headers }),
  now: NOW,
  ...(signInId !== undefined && { signInId }),
});

async function noted(lastSeenAt: Readonly<Record<string, string>>, used = use({}, "s-1")) {
  const seen: (readonly [string, SeenSignIn])[] = [];
  await noteSignInOnceAnHour(async (scope, signIn) => void seen.push([scope, signIn]))(
    visitor(lastSeenAt),
    used,
  );
  return seen;
}

describe("a sign-in that is used", () => {
  it("is taken down in each place where the last note is an hour old, or missing", async () => {
    const scopes = async (lastSeenAt: Readonly<Record<string, string>>) =>
      (await noted(lastSeenAt)).map(([scope]) => scope);

    expect(await scopes({})).toEqual(["demo-a", "platform"]);
    expect(await scopes({ "demo-a": minutesAgo(59), platform: minutesAgo(60) })).toEqual([
      "platform",
    ]);
    expect(await scopes({ "demo-a": minutesAgo(1), platform: minutesAgo(1) })).toEqual([]);
  });

  it("is nothing to be taken down where the token names none", async () => {
    expect(await noted({}, use())).toEqual([]);
  });

  it.each([
    ["203.0.113.7, 198.51.100.1", "203.0.113.0/24"],
    ["192.0.2.66, 203.0.113.7, 198.51.100.1", "203.0.113.0/24"],
    ["203.0.113.7", "192.0.2.0/24"],
    ["", "192.0.2.0/24"],
  ])("came, by the hops %j, from %s", async (hops, network) => {
    const [first] = await noted({}, use({ "x-forwarded-for": hops }, "s-1"));

    expect(first?.[1].sourceNetwork).toBe(network);
  });

  it("stops nobody from working where it cannot be taken down", async () => {
    const note = noteSignInOnceAnHour(() => Promise.reject(new Error("throttled")));

    await expect(note(visitor({}), use({}, "s-1"))).resolves.toBeUndefined();
  });
});
