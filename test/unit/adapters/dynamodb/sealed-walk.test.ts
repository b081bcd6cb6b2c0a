import { expect, it } from "vitest";
import { SEALED_KINDS } from "#adapters/dynamodb/sealed-walk.ts";
import { DATA_MAP } from "#domain/privacy/data-map.ts";

/** What is sealed by keys that are in no Vault: KMS's own, or the client's Idempotency-Key. */
const SEALED_OTHERWISE = ["Directory", "Vault", "Charging ADHOCTOKEN#"];

it("goes through every kind of item that the data map declares as sealed under a data key", () => {
  const declared = DATA_MAP.filter(
    ({ table, sortKey, attributes }) =>
      (attributes.sealed ?? []).length > 0 &&
      !SEALED_OTHERWISE.includes(table) &&
      !SEALED_OTHERWISE.includes(`${table} ${sortKey}`),
  );

  const missed = declared.filter(
    ({ table, sortKey }) =>
      !SEALED_KINDS.some((kind) => kind.table === table && sortKey.startsWith(kind.prefix)),
  );
  const needless = SEALED_KINDS.filter(
    ({ table, prefix }) =>
      !declared.some((kind) => kind.table === table && kind.sortKey === prefix),
  );
  expect([missed, needless]).toEqual([[], []]);
});
