import type { Receipt } from "./receipt.ts";
import type { ReceiptLine } from "./receipt-lines.ts";
import { RECEIPT_WORDS, type ReceiptLanguage } from "./receipt-words.ts";

export interface ReceiptRow {
  readonly term: string;
  readonly detail?: string;
  readonly value: string;
  readonly isSum?: true;
}

/** A receipt in words, in parts that belong together. */
export interface ReceiptText {
  readonly title: string;
  readonly seller: string;
  readonly paid: string;
  readonly parts: readonly (readonly ReceiptRow[])[];
  readonly note: string;
}

/** Writes a receipt in a language, in the time of the place where it was charged. */
export function receiptText(receipt: Receipt, language: ReceiptLanguage): ReceiptText {
  const words = RECEIPT_WORDS[language];
  const money = moneyIn(words.locale, receipt.currency);
  const number = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 3 });
  const clock = new Intl.DateTimeFormat(words.locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: receipt.timeZone,
  });
  const time = (isoTime: string): string => clock.format(new Date(isoTime));
  const rowOfLine = ({ per, quantity, rateMinor, amountMinor }: ReceiptLine): ReceiptRow => {
    const amount = `${number.format(quantity)} ${per === "kWh" ? "kWh" : "min"}`;
    const rate = money(rateMinor);
    return {
      term: words[per],
      detail: per === "session" ? rate : `${amount} × ${rate}`,
      value: money(amountMinor),
    };
  };
  const vatRate = `${number.format(receipt.vatRateBasisPoints / 100)} %`;
  const { card, plate, seller, place, notChargedMinor, refundedMinor } = receipt;
  const row = (term: string, value: string): ReceiptRow => ({ term, value });
  const optional = (term: string, value: string | undefined): readonly ReceiptRow[] =>
    value === undefined ? [] : [row(term, value)];

  return {
    title: words.title,
    seller: seller.name,
    paid: money(receipt.capturedMinor),
    parts: [
      [
        ...receipt.lines.map(rowOfLine),
        ...(notChargedMinor > 0 ? [row(words.notCharged, money(-notChargedMinor))] : []),
        row(words.net, money(receipt.netMinor)),
        row(`${words.vat} ${vatRate}`, money(receipt.vatMinor)),
        { ...row(words.total, money(receipt.totalMinor)), isSum: true },
      ],
      [
        row(words.held, money(receipt.heldMinor)),
        row(words.captured, money(receipt.capturedMinor)),
        row(words.released, money(receipt.releasedMinor)),
        ...(refundedMinor > 0 ? [row(words.refunded, money(refundedMinor))] : []),
        ...optional(words.card, card && `${card.brand} •••• ${card.last4}`),
      ],
      [
        row(words.seller, seller.name),
        ...optional(words.phone, seller.phone),
        row(words.place, `${place.siteName} · ${place.label}`),
        row(words.energy, `${number.format(receipt.energyWh / 1000)} kWh`),
        row(words.from, time(receipt.startedAt)),
        row(words.until, time(receipt.endedAt)),
        ...optional(words.plate, plate),
        row(words.number, receipt.receiptNumber),
      ],
    ],
    note: words.prices,
  };
}

/** A receipt as the text of a mail. */
export function receiptMailText(receipt: Receipt, language: ReceiptLanguage): string {
  const { parts, note } = receiptText(receipt, language);
  const lines = parts.map((rows) =>
    rows
      .map(({ term, detail, value }) => `${term}${detail ? ` (${detail})` : ""}: ${value}`)
      .join("\n"),
  );
  return [RECEIPT_WORDS[language].greeting, ...lines, note].join("\n\n");
}

function moneyIn(locale: string, currency: string): (amountMinor: number) => string {
  const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  const digits = new Intl.NumberFormat(locale, style).resolvedOptions().maximumFractionDigits ?? 2;
  const format = new Intl.NumberFormat(locale, { ...style, maximumFractionDigits: digits + 4 });
  return (amountMinor) => format.format(amountMinor / 10 ** digits);
}
