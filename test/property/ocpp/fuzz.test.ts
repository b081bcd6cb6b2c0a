import { expect, it } from "vitest";
import { OCPP_VERSIONS } from "#ocpp/actions.ts";
import { runFuzz } from "#tools/fuzz/run-fuzz.ts";

it.each(OCPP_VERSIONS)(
  "no frame of %s does harm, and no message that carries money is refused",
  async (version) => {
    const report = await runFuzz(version, { frames: 3000, seed: 2026 });

    expect(report.faults).toEqual([]);
    expect(report.results).toBeGreaterThan(500);
    expect(report.errors).toBeGreaterThan(500);
  },
);
