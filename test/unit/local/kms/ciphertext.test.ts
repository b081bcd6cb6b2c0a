import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { open, seal } from "#local/kms/ciphertext.ts";
import type { FindKey, KmsKey } from "#local/kms/key-store.ts";

const KEY: KmsKey = {
  keyId: "key-1",
  arn: "arn:aws:kms:eu-west-1:000000000000:key/key-1",
  aliases: [],
  keySpec: "SYMMETRIC_DEFAULT",
  keyUsage: "ENCRYPT_DECRYPT",
  createdAt: "2026-01-01T00:00:00.000Z",
  material: randomBytes(32),
};
const findKey: FindKey = () => KEY;
const PLAINTEXT = Buffer.from("a data key");

describe("a ciphertext of the local KMS", () => {
  it("opens under the same context, whatever the order of its entries", () => {
    const sealed = seal(KEY, PLAINTEXT, { operatorId: "demo-a", purpose: "name" });

    const opened = open(findKey, sealed, { purpose: "name", operatorId: "demo-a" }, undefined);

    expect(opened.plaintext).toEqual(PLAINTEXT);
  });

  it.each([
    ["another", { operatorId: "demo-b" }],
    ["no", {}],
    ["a wider", { operatorId: "demo-a", purpose: "name" }],
  ])("does not open under %s context", (_name, context: Record<string, string>) => {
    const sealed = seal(KEY, PLAINTEXT, { operatorId: "demo-a" });

    expect(() => open(findKey, sealed, context, undefined)).toThrow(/not valid/);
  });

  it("does not open after any of its bytes was changed", () => {
    const sealed = seal(KEY, PLAINTEXT, {});

    const opened = [...sealed.keys()].filter((at) => {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      try {
        open(findKey, changed, {}, undefined);
        return true;
      } catch {
        return false;
      }
    });

    expect(opened).toEqual([]);
  });

  it.each([0, 1, 2, 8, 30])("does not open when only %i bytes of it are left", (length) => {
    const sealed = seal(KEY, PLAINTEXT, {});

    expect(() => open(findKey, sealed.subarray(0, length), {}, undefined)).toThrow(/not valid/);
  });

  it("is another one each time", () => {
    expect(seal(KEY, PLAINTEXT, {})).not.toEqual(seal(KEY, PLAINTEXT, {}));
  });
});
