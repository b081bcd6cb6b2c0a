import { describe, expect, it } from "vitest";
import { changesByProof } from "#domain/fleet/proof.ts";
import { aCharger } from "#test/support/fleet.ts";

const NOW = "2026-03-01T10:00:00.000Z";
const LATER = "2026-03-02T10:00:00.000Z";
const change = {
  changeId: "change-1",
  state: "accepted",
  startedAt: NOW,
  startedBy: "somebody",
  until: LATER,
  commandId: "command-1",
} as const;
const next = { salt: "bmV4dA==", hashes: ["new"], changedAt: NOW, until: LATER };
const password = { proven: true, profile: 2, by: "password" } as const;

describe("what a proven handshake changes on the charger", () => {
  it("is nothing where the charger comes as it came before", () => {
    expect(changesByProof(aCharger({ securityProfile: 2 }), password, NOW)).toEqual({});
  });

  it("is the profile that it has reached, and never a lower one", () => {
    expect(changesByProof(aCharger(), password, NOW)).toEqual({ securityProfile: 2 });
    expect(changesByProof(aCharger({ securityProfile: 3 }), password, NOW)).toEqual({});
  });

  it("is the new password in place of the old one, once it has been used", () => {
    const charger = aCharger({ securityProfile: 2, nextCredential: next, passwordChange: change });

    const changes = changesByProof(charger, { ...password, by: "next-password" }, NOW);

    expect(changes).toEqual({
      credential: { salt: next.salt, hashes: next.hashes, changedAt: NOW },
      nextCredential: null,
      passwordChange: { ...change, state: "done", finishedAt: NOW },
    });
  });

  it("is no new password while the charger still uses the old one", () => {
    const charger = aCharger({ securityProfile: 2, nextCredential: next, passwordChange: change });

    expect(changesByProof(charger, password, NOW)).toEqual({});
  });

  it("is the end of a change of profile, once the charger has come by the new one", () => {
    const profileChange = { ...change, toProfile: 3, step: "security-profile" } as const;
    const charger = aCharger({ securityProfile: 2, profileChange });
    const byCertificate = { proven: true, profile: 3, by: "certificate" } as const;

    expect(changesByProof(charger, password, NOW)).toEqual({});
    expect(changesByProof(charger, byCertificate, NOW)).toEqual({
      securityProfile: 3,
      profileChange: { ...profileChange, state: "done", finishedAt: NOW },
    });
  });
});
