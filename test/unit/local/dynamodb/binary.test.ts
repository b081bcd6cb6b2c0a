import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { dynoxideBinary } from "#local/dynamodb/binary.ts";

it("says what to do on a machine for which there is no binary", () => {
  const find = () => dynoxideBinary("@dynoxide/plan9-mips");

  expect(find).toThrow(/@dynoxide\/plan9-mips is not installed/);
  expect(find).toThrow(/set CHARGEWARD_DYNAMODB_ENDPOINT/);
});

it("finds the binary of an installed package", () => {
  expect(existsSync(dynoxideBinary("@dynoxide/linux-x64"))).toBe(true);
});
