/** The languages that receipts are written in. */
export const RECEIPT_LANGUAGES = ["en", "tr"] as const;
export type ReceiptLanguage = (typeof RECEIPT_LANGUAGES)[number];

const EN = {
  locale: "en-GB",
  title: "Receipt",
  subject: "Your receipt for charging",
  greeting: "Thank you for charging. Your receipt:",
  seller: "Sold by",
  phone: "Phone",
  number: "Receipt number",
  place: "Place",
  plate: "License plate",
  from: "From",
  until: "Until",
  energy: "Energy",
  kWh: "Energy",
  minute: "Time",
  session: "Session fee",
  "idle-minute": "Time after charging",
  net: "Net",
  vat: "VAT",
  notCharged: "Not charged",
  total: "Total",
  held: "Reserved",
  captured: "Charged to your card",
  released: "Released again",
  refunded: "Refunded",
  card: "Card",
  prices: "The price is the one that was shown before charging began.",
} as const;

export type ReceiptWords = Readonly<Record<keyof typeof EN, string>>;

const TR: ReceiptWords = {
  locale: "tr-TR",
  title: "Makbuz",
  subject: "Şarj makbuzunuz",
  greeting: "Şarj için teşekkürler. Makbuzunuz:",
  seller: "Satıcı",
  phone: "Telefon",
  number: "Makbuz numarası",
  place: "Yer",
  plate: "Plaka",
  from: "Başlangıç",
  until: "Bitiş",
  energy: "Enerji",
  kWh: "Enerji",
  minute: "Süre",
  session: "İşlem ücreti",
  "idle-minute": "Şarj sonrası süre",
  net: "Net tutar",
  vat: "KDV",
  notCharged: "Alınmayan tutar",
  total: "Toplam",
  held: "Alınan provizyon",
  captured: "Karttan çekilen",
  released: "Serbest bırakılan",
  refunded: "İade edilen",
  card: "Kart",
  prices: "Fiyat, şarj başlamadan önce gösterilen fiyattır.",
};

/** What receipts say, by language. */
export const RECEIPT_WORDS: Readonly<Record<ReceiptLanguage, ReceiptWords>> = { en: EN, tr: TR };

/** The language of a receipt for somebody whose page speaks this (BCP 47). */
export function receiptLanguage(language: string): ReceiptLanguage {
  return language.slice(0, 2).toLowerCase() === "tr" ? "tr" : "en";
}
