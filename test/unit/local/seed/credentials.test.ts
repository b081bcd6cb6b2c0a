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

    expect(users.map(({ email, role, operatorId }) => [email, role, operatorId])).toEqual([
      ["admin@platform.example", "system-admin", "platform"],
      ["admin@demo-a.example", "operator-admin", "demo-a"],
      ["viewer@demo-a.example", "operator-viewer", "demo-a"],
      ["admin@demo-b.example", "operator-admin", "demo-b"],
      ["viewer@demo-b.example", "operator-viewer", "demo-b"],
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
