import { describe, expect, it, vi } from "vitest";
import { rememberedMemberships } from "#functions/shared/membership.ts";

const ADMIN = { subject: "admin", scope: "demo-a", role: "operator-admin" } as const;

describe("rememberedMemberships", () => {
  it("believes a membership for half a minute and no longer", async () => {
    const find = vi.fn(async () => ADMIN);
    let now = 0;
    const remembered = rememberedMemberships(find, () => now);

    await remembered("admin", "demo-a");
    now = 29_999;
    await remembered("admin", "demo-a");
    expect(find).toHaveBeenCalledTimes(1);
    now = 30_000;
    await remembered("admin", "demo-a");

    expect(find).toHaveBeenCalledTimes(2);
  });

  it("does not remember that somebody is a stranger", async () => {
    const find = vi.fn().mockResolvedValueOnce(undefined).mockResolvedValueOnce(ADMIN);
    const remembered = rememberedMemberships(find);

    const before = await remembered("admin", "demo-a");
    const after = await remembered("admin", "demo-a");

    expect([before, after]).toEqual([undefined, ADMIN]);
  });

  it("keeps people and operators apart", async () => {
    const find = vi.fn(async (subject: string, scope: string) => ({ ...ADMIN, subject, scope }));
    const remembered = rememberedMemberships(find);

    await remembered("admin", "demo-a");
    const other = await remembered("admin", "demo-b");

    expect(other?.scope).toBe("demo-b");
  });
});
