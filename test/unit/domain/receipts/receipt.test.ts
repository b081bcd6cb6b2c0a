import { describe, expect, it } from "vitest";
import { receiptOf } from "#domain/receipts/receipt.ts";
import { receiptMailText, receiptText } from "#domain/receipts/receipt-text.ts";
import { paidSession } from "#test/support/receipts.ts";

function receipt(energyWh?: number, holdMinor?: number) {
  const { attempt, payment, session, place } = paidSession(energyWh, holdMinor);
  const made = receiptOf(attempt, payment, session, place);
  if (!made) throw new Error("there is no receipt");
  return made;
}

describe("a receipt", () => {
  it("has the lines of the price in the order in which it was shown, and they add up to the total", () => {
    const { lines, totalMinor, netMinor, vatMinor, notChargedMinor } = receipt();

    expect(lines).toEqual([
      { per: "kWh", quantity: 10, rateMinor: 45, amountMinor: 450 },
      { per: "session", quantity: 1, rateMinor: 50, amountMinor: 50 },
      { per: "idle-minute", quantity: 5, rateMinor: 10, amountMinor: 50 },
    ]);
    expect(totalMinor).toBe(550);
    expect(netMinor + vatMinor).toBe(550);
    expect(notChargedMinor).toBe(0);
  });

  it("says what was held, taken and let go, and what nobody pays beyond the hold", () => {
    const made = receipt(200_000, 5_000);

    expect(made).toMatchObject({
      heldMinor: 5_000,
      capturedMinor: 5_000,
      releasedMinor: 0,
      totalMinor: 5_000,
      notChargedMinor: 4_100,
    });
  });

  it("is not there until money was taken", () => {
    const { attempt, payment, session, place } = paidSession();
    const { capturedMinor: _, ...held } = payment;

    expect(receiptOf(attempt, held, session, place)).toBeUndefined();
  });

  it("is written in the driver's language and in the time of the place", () => {
    const { parts, paid } = receiptText(receipt(), "tr");
    const words = parts.flat().map(({ term, value }) => `${term}: ${value}`);

    expect(paid).toBe("€5,50");
    expect(words).toContain("Toplam: €5,50");
    expect(words).toContain("KDV 19 %: €0,88");
    expect(words).toContain("Plaka: 35ABC123");
    expect(words.find((line) => line.startsWith("Başlangıç"))).toMatch(/13:00/);
    expect(receiptMailText(receipt(), "en")).toContain("Energy (10 kWh × €0.45): €4.50");
  });
});
