import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type Formats, formatsOf } from "./texts/formats.ts";
import type { Language } from "./texts/language.ts";
import { type Say, sayIn } from "./texts/say.ts";

/** The language that the page speaks now. */
export interface Speech {
  readonly language: Language;
  readonly say: Say;
  readonly formats: Formats;
}

export function speechIn(language: Language): Speech {
  return { language, say: sayIn(language), formats: formatsOf(language) };
}

/** Carries the language to every part of the page. */
export const SpeechContext = createContext<Speech>(speechIn("en"));

export function useSpeech(): Speech {
  return useContext(SpeechContext);
}
