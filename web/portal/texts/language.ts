/** The languages that the portal speaks. */
export const LANGUAGES = ["tr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED_AS = "charge.language";

/** The language chosen earlier, else the browser's, else English. */
export function preferredLanguage(): Language {
  const wishes = [stored(), ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase());
  const known = wishes.find((tag) => LANGUAGES.some((language) => language === tag));
  return known === "tr" ? "tr" : "en";
}

/** Keeps a choice for the next visit, where the browser allows that. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(STORED_AS, language);
  } catch {
    // Without storage the choice holds until the page is left.
  }
}

function stored(): string | undefined {
  try {
    return localStorage.getItem(STORED_AS) ?? undefined;
  } catch {
    return undefined;
  }
}
