import { describe, expect, it } from "vitest";
import { completeCredentials } from "#local/seed/credentials.ts";

const NOTHING = { users: [], operators: [] };

describe("the credentials of a new data dir", () => {
  it("are all different, and different in each data dir", () => {
    const passwords = [completeCredentials(NOTHING, true), completeCredentials(NOTHING, true)]
      .flatMap(({ users, operators }) => [...users, ...operators.flatMap((one) => one.chargers)])
      .map(({ password }) => password);

    expect(new Set(passwords).size).toBe(passwords.length);
    expect(passwords.every((password) => password.length >= 16)).toBe(true);
  });

  it("cover one user per role and five chargers of both versions for each operator", () => {
    const { users, operators } = completeCredentials(NOTHING, true);

    const peopleOf = (operatorId: string, siteId: string) => [
      [`admin@${operatorId}.example`, "operator-admin", operatorId, undefined],
      [`viewer@${operatorId}.example`, "operator-viewer", operatorId, undefined],
      [`support@${operatorId}.example`, "support", operatorId, undefined],
      [`technician@${operatorId}.example`, "technician", operatorId, [siteId]],
      [`finance@${operatorId}.example`, "finance", operatorId, undefined],
      [`security-officer@${operatorId}.example`, "security-officer", operatorId, undefined],
      [
        `data-protection-officer@${operatorId}.example`,
        "data-protection-officer",
        operatorId,
        undefined,
      ],
      [`auditor@${operatorId}.example`, "auditor", operatorId, undefined],
      [`partner@${operatorId}.example`, "partner", operatorId, [siteId]],
      [`driver@${operatorId}.example`, "customer", operatorId, undefined],
    ];
    expect(
      users.map(({ email, role, operatorId, siteIds }) => [email, role, operatorId, siteIds]),
    ).toEqual([
      ["admin@platform.example", "system-admin", "platform", undefined],
      ...peopleOf("demo-a", "kadikoy"),
      ...peopleOf("demo-b", "mitte"),
    ]);
    for (const { chargers } of operators) {
      expect(chargers).toHaveLength(5);
      expect(new Set(chargers.map(({ ocppVersion }) => ocppVersion)).size).toBe(2);
    }
  });

  it("are the SystemAdmin's alone without the demo, and gain the demo's later", () => {
    const bare = completeCredentials(NOTHING, false);

    const grown = completeCredentials(bare, true);

    expect(bare.users.map(({ role }) => role)).toEqual(["system-admin"]);
    expect(bare.operators).toEqual([]);
    expect(grown.users[0]).toEqual(bare.users[0]);
    expect(grown.operators).toHaveLength(2);
  });

  it("stay as they are once they are known", () => {
    const known = completeCredentials(NOTHING, true);

    expect(completeCredentials(known, true)).toEqual(known);
    expect(completeCredentials(known, false)).toEqual(known);
  });
});
