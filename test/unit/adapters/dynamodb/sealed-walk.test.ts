import { expect, it } from "vitest";
import { SEALED_KINDS } from "#adapters/dynamodb/sealed-walk.ts";
import { DATA_MAP } from "#domain/privacy/data-map.ts";

/** What is sealed by keys that are in no Vault: KMS's own, or the client's Idempotency-Key. */
const SEALED_OTHERWISE = ["Directory", "Vault"];

it("goes through every kind of item that the data map declares as sealed under a data key", () => {
  const declared = DATA_MAP.filter(
    ({ table, attributes }) =>
      (attributes.sealed ?? []).length > 0 && !SEALED_OTHERWISE.includes(table),
  );

  expect(SEALED_KINDS.map(({ table, prefix }) => `${table} ${prefix}`).sort()).toEqual(
    declared.map(({ table, sortKey }) => `${table} ${sortKey}`).sort(),
  );
});
