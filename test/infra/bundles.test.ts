import { beforeAll, describe, expect, it } from "vitest";
import { bundleFunctions, type FunctionBundle } from "#tools/bundle.ts";
import { functionsOf } from "./functions.ts";
import { synthesize } from "./synthesized.ts";

const OCPP_BUDGET_BYTES = 700 * 1024;

let bundles: readonly FunctionBundle[];
beforeAll(async () => {
  bundles = await bundleFunctions();
});

describe("the bundles", () => {
  it("are those of the functions that are deployed", () => {
    const deployed = Object.values(synthesize()).flatMap(functionsOf);

    expect(bundles.map(({ name }) => name).sort()).toEqual(deployed.map(({ name }) => name).sort());
  });

  it("of chargers' messages keep within 700 KB, so that a cold start stays short", () => {
    const tooLarge = bundles.filter(
      ({ name, sizeBytes }) => name.startsWith("ocpp-") && sizeBytes > OCPP_BUDGET_BYTES,
    );

    expect(tooLarge).toEqual([]);
  });
});
