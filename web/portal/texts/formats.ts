import type { Language } from "./language.ts";

const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", tr: "tr-TR" };

export type Formats = ReturnType<typeof formatsOf>;

/** How a language writes money, energy, power and time. */
export function formatsOf(language: Language) {
  const locale = LOCALES[language];
  const fractionDigits = (currency: string): number =>
    new Intl.NumberFormat(locale, { style: "currency", currency }).resolvedOptions()
      .maximumFractionDigits ?? 2;
  const number = (value: number, digits: number): string =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);

  return {
    /** Minor units, which may have a fraction where they are a rate. */
    money(amountMinor: number, currency: string): string {
      const digits = fractionDigits(currency);
      return new Intl.NumberFormat(locale, {
        style: "currency",
        currency,
        currencyDisplay: "narrowSymbol",
        minimumFractionDigits: digits,
        maximumFractionDigits: digits + 4,
      }).format(amountMinor / 10 ** digits);
    },
    energyKwh: (energyWh: number): string => number(energyWh / 1000, energyWh < 100_000 ? 2 : 1),
    powerKw: (powerW: number): string => number(powerW / 1000, 1),
    wholeKw: (powerW: number): string =>
      new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(powerW / 1000),
    quantity: (value: number): string =>
      new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value),
    percent: (basisPoints: number): string =>
      new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(
        basisPoints / 10_000,
      ),
    /** By the clocks of a place (IANA name), wherever the reader is. */
    time: (isoTime: string, timeZone: string): string =>
      new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(
        new Date(isoTime),
      ),
  };
}

/** A duration as `m:ss`, from an hour on `h:mm:ss`. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const [first, ...rest] = parts[0] === 0 ? parts.slice(1) : parts;
  return [String(first), ...rest.map((part) => String(part).padStart(2, "0"))].join(":");
}
