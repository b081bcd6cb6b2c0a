import { describe, expect, it } from "vitest";
import { verifyChargerPassword } from "#adapters/credentials/charger-password.ts";
import { issueCredential, newCharger } from "#functions/rest/chargers/new-charger.ts";

const NOW = "2026-03-01T10:00:00.000Z";

describe("a new charger", () => {
  it("gets in with the password that was shown", async () => {
    const { credential, shown } = await issueCredential(undefined, NOW);

    const isRight = await verifyChargerPassword(Buffer.from(shown.password ?? ""), credential);

    expect(isRight).toBe(true);
  });

  it("gets in with the password that it has, which is not shown again", async () => {
    const { credential, shown } = await issueCredential("correct-horse-battery", NOW);

    const isRight = await verifyChargerPassword(Buffer.from("correct-horse-battery"), credential);

    expect(isRight).toBe(true);
    expect(shown).toEqual({});
  });

  it("never repeats the epochs of a charger that had its name before", async () => {
    const { credential } = await issueCredential(undefined, NOW);
    const fields = { chargerId: "CP-1", siteId: "site-1" };

    const first = newCharger("demo-a", fields, credential, NOW);
    const second = newCharger("demo-a", fields, credential, "2026-03-02T10:00:00.000Z");

    expect(second.epoch - first.epoch).toBe(86_400);
  });
});
