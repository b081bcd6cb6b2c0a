import { describe, expect, it } from "vitest";
import { createCredentialStore } from "#local/iam/credentials.ts";
import { session } from "./builders.ts";

describe("credentials", () => {
  it("are made at random in the form of AWS's temporary ones", () => {
    const store = createCredentialStore();

    const [one, other] = [store.issue(session("A")), store.issue(session("A"))];

    expect(one.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(one.secretAccessKey).toHaveLength(40);
    expect(new Set([one.accessKeyId, other.accessKeyId]).size).toBe(2);
    expect(new Set([one.secretAccessKey, other.secretAccessKey]).size).toBe(2);
  });

  it("lead back to their holder by the access key id", () => {
    const store = createCredentialStore();
    const { accessKeyId } = store.issue(session("A"));

    expect(store.find(accessKeyId)?.principal.roleName).toBe("A");
    expect(store.find("ASIAAAAAAAAAAAAAAAAA")).toBeUndefined();
  });

  it("of a function last, those of a session end", () => {
    const store = createCredentialStore(() => 1_000_000);

    expect(store.issue(session("A")).expiresAtMs).toBe(Number.POSITIVE_INFINITY);
    expect(store.issue(session("A"), 900).expiresAtMs).toBe(1_900_000);
  });
});
