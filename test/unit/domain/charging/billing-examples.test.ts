import { describe, expect, it } from "vitest";
import { costOf } from "#domain/charging/cost.ts";
import { energyOfSession } from "#domain/charging/energy.ts";
import type { SessionFlag } from "#domain/charging/session.ts";
import { headingsWith, numbersIn, tableBelow } from "./billing-page.ts";
import { aReading, aTariff, at } from "./builders.ts";

describe("docs/billing.md", () => {
  it.each(headingsWith("Example "))("computes %s as the platform does", (heading) => {
    const example = exampleBelow(heading);

    const cost = costOf(example.usage);

    expect(cost).toEqual(example.cost);
  });

  it("has examples with both kinds of prices", () => {
    const kinds = headingsWith("Example ").map(
      (heading) => exampleBelow(heading).usage.tariff.pricesIncludeVat,
    );

    expect(new Set(kinds)).toEqual(new Set([true, false]));
  });

  it.each(tableBelow("Energy"))("tells the energy of a session: %s", (_case, ...cells) => {
    const [start, readings, stop, energy, flagged] = cells;
    const registers = numbersIn(readings);

    const result = energyOfSession({
      meterStartWh: numbersIn(start)[0],
      meterStopWh: numbersIn(stop)[0],
      readings: registers.map((energyRegisterWh, index) =>
        aReading(`10:0${index}`, { energyRegisterWh }),
      ),
    });

    expect(result).toEqual({
      energyWh: numbersIn(energy)[0],
      flags: flagged === "yes" ? ["energy-decreased"] : [],
    });
  });

  it("explains every flag that a session can have", () => {
    const everyFlag: Record<SessionFlag, true> = {
      "start-missing": true,
      "stop-missing": true,
      "no-tariff": true,
      "not-authorized": true,
      "content-repaired": true,
      "timestamp-implausible": true,
      "energy-decreased": true,
      "energy-implausible": true,
      "stop-assigned": true,
      "stop-before-start": true,
      "token-unread": true,
    };

    const explained = tableBelow("Missing and odd messages").map(([flag]) =>
      flag?.replaceAll("`", ""),
    );

    expect(explained.toSorted()).toEqual(Object.keys(everyFlag).toSorted());
  });
});

function exampleBelow(heading: string) {
  const cells = new Map(tableBelow(heading).map(([part = "", ...rest]) => [part, rest]));
  const rate = (part: string) => numbersIn(cells.get(part)?.[0])[0] ?? Number.NaN;
  const quantities = (part: string) => numbersIn(cells.get(part)?.[1]);
  const charged = (part: string) => numbersIn(cells.get(part)?.[3])[0];
  const [energyWh = Number.NaN] = quantities("energy");
  const [durationSeconds = Number.NaN] = quantities("time");
  const [idleSeconds = Number.NaN, graceSeconds = Number.NaN] = quantities("idle");
  const startedAt = at("10:00");

  const tariff = aTariff({
    startFeeMinor: rate("start fee"),
    energyMinorPerKwh: rate("energy"),
    timeMinorPerMinute: rate("time"),
    idleMinorPerMinute: rate("idle"),
    idleGraceMinutes: graceSeconds / 60,
    vatRateBasisPoints: Math.round(rate("VAT") * 100),
    pricesIncludeVat: cells.get("VAT")?.[1] === "included",
  });
  const endedAt = new Date(Date.parse(startedAt) + durationSeconds * 1000).toISOString();
  return {
    usage: { tariff, energyWh, startedAt, endedAt, idleSeconds },
    cost: {
      currency: tariff.currency,
      amountMinor: charged("the driver pays"),
      netMinor: charged("net"),
      vatMinor: charged("VAT"),
      components: {
        startFeeMinor: charged("start fee"),
        energyMinor: charged("energy"),
        timeMinor: charged("time"),
        idleMinor: charged("idle"),
      },
    },
  };
}
