import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { ENVIRONMENT_VARIABLES } from "#contracts/environment.ts";
import { bundleFunctions, type FunctionBundle } from "#tools/bundle.ts";
import { type DeployedFunction, functionsOf } from "./functions.ts";
import { synthesize } from "./synthesized.ts";

const OCPP_BUDGET_BYTES = 700 * 1024;

let bundles: readonly FunctionBundle[];
let deployed: readonly DeployedFunction[];
beforeAll(async () => {
  bundles = await bundleFunctions();
  deployed = Object.values(synthesize()).flatMap(functionsOf);
});

/** The variables whose names stand in a bundle's code: those that it reads when it starts. */
function variablesIn({ file }: FunctionBundle): string[] {
  const code = readFileSync(file, "utf8");
  return ENVIRONMENT_VARIABLES.filter((name) => code.includes(`"${name}"`));
}

describe("the bundles", () => {
  it("are those of the functions that are deployed", () => {
    const names = bundles.map(({ name }) => name);

    expect(names.sort()).toEqual(deployed.map(({ name }) => name).sort());
  });

  it("read only variables that the stacks set: another would stop the cold start", () => {
    const set = new Map(deployed.map(({ name, environment }) => [name, environment]));

    const unset = bundles.flatMap((bundle) =>
      variablesIn(bundle)
        .filter((variable) => !(variable in (set.get(bundle.name) ?? {})))
        .map((variable) => `${bundle.name} reads ${variable}`),
    );

    expect(bundles.flatMap(variablesIn).length).toBeGreaterThan(40);
    expect(unset).toEqual([]);
  });

  it("of chargers' messages keep within 700 KB, so that a cold start stays short", () => {
    const tooLarge = bundles.filter(
      ({ name, sizeBytes }) => name.startsWith("ocpp-") && sizeBytes > OCPP_BUDGET_BYTES,
    );

    expect(tooLarge).toEqual([]);
  });
});
