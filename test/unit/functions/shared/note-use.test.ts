import "#test/support/environment.ts";
import { describe, expect, it, vi } from "vitest";
import type { PlaceInUse } from "#domain/tenancy/visitor.ts";
import { noteUseOnceADay } from "#functions/shared/note-use.ts";
import { at, NOW, standingOf } from "../../domain/access/builders.ts";

const DAY_SECONDS = 86_400;
const visitor = (...places: readonly PlaceInUse[]) => ({
  standing: standingOf(),
  operator: "open" as const,
  places,
});

describe("the use of a place", () => {
  it.each([
    ["never used before", {}, 1],
    ["used a day ago", { lastUsedAt: at(-DAY_SECONDS) }, 1],
    ["used today", { lastUsedAt: at(1 - DAY_SECONDS) }, 0],
  ])("%s is written %o: %i times", async (_, use, times) => {
    const record = vi.fn(async () => {});

    await noteUseOnceADay(record)(visitor({ scope: "demo-a", ...use }), NOW);

    expect(record).toHaveBeenCalledTimes(times);
  });

  it("is written in each scope where somebody has one", async () => {
    const record = vi.fn(async () => {});

    await noteUseOnceADay(record)(visitor({ scope: "demo-a" }, { scope: "platform" }), NOW);

    expect(record).toHaveBeenCalledWith({ scope: "demo-a", subject: "ann" }, NOW);
    expect(record).toHaveBeenCalledWith({ scope: "platform", subject: "ann" }, NOW);
  });

  it("of a program is written where the program is, not at a place of a person", async () => {
    const record = vi.fn(async () => {});
    const client = { clientId: "robot", permissions: [], expiresAt: at(60) };
    const program = {
      ...visitor({ scope: "demo-a" }),
      standing: standingOf({ subject: "client:robot", client }),
    };

    await noteUseOnceADay(record)(program, NOW);

    const place = { scope: "demo-a", subject: "client:robot", clientId: "robot" };
    expect(record).toHaveBeenCalledWith(place, NOW);
  });

  it("stops nobody from working where it cannot be written", async () => {
    const record = vi.fn().mockRejectedValue(new Error("throttled"));

    await expect(noteUseOnceADay(record)(visitor({ scope: "demo-a" }), NOW)).resolves.toBe(
      undefined,
    );
  });
});
