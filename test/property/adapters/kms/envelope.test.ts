import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openEnvelope, readEnvelope, sealText } from "#adapters/kms/envelope.ts";
import { DomainError } from "#domain/errors.ts";

const OWNER = { operatorId: "demo-a", subjectId: "s1", purpose: "token" } as const;
const PLACE = { table: "Charging", pk: "demo-a", sk: "TOKEN#ref", attribute: "tokenId" };
const KEY = { generation: 1, bytes: randomBytes(32) };
const open = (text: string) =>
  openEnvelope(readEnvelope(text, OWNER), KEY.bytes, OWNER.operatorId, PLACE);

it("gives back any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(open(sealText(text, KEY, OWNER, PLACE))).toBe(text);
    }),
  );
});

it("opens nothing in which a character was changed, and says so in a refusal of ours", () => {
  const envelope = sealText("04AB12CD34EF5", KEY, OWNER, PLACE);
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:";

  fc.assert(
    fc.property(fc.nat(envelope.length - 1), fc.constantFrom(...ALPHABET), (at, character) => {
      fc.pre(envelope[at] !== character);
      const changed = envelope.slice(0, at) + character + envelope.slice(at + 1);

      expect(() => open(changed)).toThrow(DomainError);
    }),
    { numRuns: 2_000 },
  );
});
