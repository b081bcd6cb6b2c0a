const WORDS: Readonly<Record<string, string>> = {
  de: "Laden (reserviert; bezahlt wird, was geladen wurde)",
  tr: "Şarj (ön provizyon; yalnızca kullandığınız kadar ödersiniz)",
};
const ENGLISH = "Charging (reserved; you pay for what you charge)";

/** What a payment service's page says that the hold is for, in the language of the driver's page (BCP 47). */
export function holdWords(language: string): string {
  return WORDS[language.slice(0, 2).toLowerCase()] ?? ENGLISH;
}
