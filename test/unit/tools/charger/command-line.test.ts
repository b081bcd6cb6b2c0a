import { describe, expect, it } from "vitest";
import { parseCommandLine } from "#tools/charger/command-line.ts";

const WHICH = ["--operator", "demo-a", "--charger", "A-AC-1"];

describe("the options of the virtual charger", () => {
  it("need only say which charger it is", () => {
    expect(parseCommandLine(WHICH)).toEqual({
      operatorId: "demo-a",
      chargerId: "A-AC-1",
      connectorId: 1,
      once: false,
      speed: 60,
      powerW: 11_000,
      intervalSeconds: 5,
      dataDir: ".chargeward",
    });
  });

  it("can ask for one short session", () => {
    const options = parseCommandLine([
      ...WHICH,
      ...["--plug", "DEMO-TAG-1", "--energy-wh", "3000", "--speed", "0.5", "--once"],
    ]);

    expect(options).toMatchObject({
      plug: "DEMO-TAG-1",
      energyWhLimit: 3_000,
      speed: 0.5,
      once: true,
    });
  });

  it.each([
    [[], /Usage/],
    [["--operator", "demo-a"], /Usage/],
    [[...WHICH, "--speed", "fast"], /--speed needs a number above zero/],
    [[...WHICH, "--energy-wh", "0"], /--energy-wh needs a number above zero/],
    [[...WHICH, "--unknown"], /unknown/],
  ])("%j are refused with a sentence", (args, sentence) => {
    expect(() => parseCommandLine(args)).toThrow(sentence);
  });
});
