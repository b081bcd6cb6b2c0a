import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { openEnvelope, readEnvelope, sealText } from "#adapters/kms/envelope.ts";

const OWNER = { operatorId: "demo-a", subjectId: "s1", purpose: "token" } as const;
const PLACE = { table: "Charging", pk: "demo-a", sk: "TOKEN#ref", attribute: "tokenId" } as const;
const KEY = { generation: 1, bytes: randomBytes(32) };
const sealed = () => sealText("04AB12CD", KEY, OWNER, PLACE);
const open = (text: string, place: typeof PLACE | object = PLACE, operatorId = "demo-a") =>
  openEnvelope(readEnvelope(text, OWNER), KEY.bytes, operatorId, place as typeof PLACE);

it("opens where it was sealed", () => {
  const envelope = sealed();

  const text = open(envelope);

  expect(text).toBe("04AB12CD");
  expect(envelope).toMatch(/^enc1\.s1:token:1\.[\w-]{16}\.[\w-]+$/);
});

it("seals the same text differently each time", () => {
  const first = sealed();

  const second = sealed();

  expect(first).not.toBe(second);
});

it.each([
  ["another table", { ...PLACE, table: "Fleet" }],
  ["another item", { ...PLACE, sk: "TOKEN#other" }],
  ["another partition", { ...PLACE, pk: "demo-b" }],
  ["another attribute", { ...PLACE, attribute: "label" }],
])("does not open in %s", (_name, place) => {
  const envelope = sealed();

  const opening = () => open(envelope, place);

  expect(opening).toThrow(expect.objectContaining({ code: "privacy.envelope-refused" }));
});

it("does not open for another operator", () => {
  const envelope = sealed();

  const opening = () => open(envelope, PLACE, "demo-b");

  expect(opening).toThrow(expect.objectContaining({ code: "privacy.envelope-refused" }));
});

it.each([
  ["an unknown version", (text: string) => text.replace("enc1", "enc2"), "envelope-unknown"],
  ["a text that was cut off", (text: string) => text.slice(0, 40), "envelope-broken"],
  ["a text without its end", (text: string) => text.slice(0, -4), "envelope-refused"],
  ["plain text", () => "04AB12CD", "envelope-broken"],
  ["nothing", () => "", "envelope-broken"],
  ["another subject's envelope", (text: string) => text.replace("s1:", "s2:"), "envelope-foreign"],
  ["another purpose", (text: string) => text.replace(":token:", ":contact:"), "envelope-foreign"],
  ["another generation's name", (text: string) => text.replace(":1.", ":2."), "envelope-refused"],
])("refuses %s by its own name", (_name, change, reason) => {
  const envelope = change(sealed());

  const opening = () => open(envelope);

  expect(opening).toThrow(expect.objectContaining({ code: `privacy.${reason}` }));
});
