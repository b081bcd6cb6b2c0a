/** What a sticker says beside its QR code: the same in both languages, because nobody knows who comes. */
export const STICKER_WORDS = {
  tr: {
    title: "Okut ve şarj et",
    steps: ["Kodu telefonunla okut.", "Fiyatı gör, kartla öde.", "Kabloyu tak."],
    safety: "Adres şununla başlamalı",
  },
  en: {
    title: "Scan and charge",
    steps: ["Scan the code.", "See the price, pay by card.", "Plug in."],
    safety: "The address must begin with",
  },
} as const;

/** A sticker for one socket. */
export interface Sticker {
  readonly operatorName: string;
  readonly siteName: string;
  readonly chargerName: string;
  /** What is written beside the socket. */
  readonly label: string;
  /** What the QR code says. */
  readonly url: string;
  readonly phone?: string;
}
