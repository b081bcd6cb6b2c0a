import { expect, it } from "vitest";
import { chargerIdentity } from "#domain/fleet/charger-identity.ts";

it.each(["CP-1", "DE*ABC*E0001", "a|b@c.d+e=f", "a".repeat(48)])(
  "takes the charger id %s",
  (id) => {
    expect(chargerIdentity("demo-a", id)).toEqual({ operatorId: "demo-a", chargerId: id });
  },
);

it.each([
  ["nothing", undefined],
  ["an empty id", ""],
  ["49 characters", "a".repeat(49)],
  ["a colon, which would end the user name", "CP:1"],
  ["a hash, which would end a key", "CP#1"],
  ["a slash", "a/b"],
  ["a space", "CP 1"],
  ["a line break", "CP\n1"],
  ["a letter outside ASCII", "säule"],
  ["an invisible character", "CP\u200b1"],
])("refuses %s as a charger id", (_what, id) => {
  expect(chargerIdentity("demo-a", id)).toBeUndefined();
});

it.each([undefined, "", "Demo", "ab", "a#b", "-a", "a".repeat(33)])(
  "refuses %s as an operator id",
  (id) => {
    expect(chargerIdentity(id, "CP-1")).toBeUndefined();
  },
);
