import { en } from "./en.ts";
import type { Language } from "./language.ts";
import type { TextKey } from "./text-key.ts";
import { tr } from "./tr.ts";

const TEXTS: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { en, tr };

export type Say = (key: TextKey, values?: Readonly<Record<string, string>>) => string;

/** Says a text in a language, with its gaps filled. */
export function sayIn(language: Language): Say {
  return (key, values = {}) =>
    TEXTS[language][key].replace(/\{(\w+)\}/g, (gap, name: string) => values[name] ?? gap);
}

/** Whether there is a text of this name; for codes that come from elsewhere. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}
