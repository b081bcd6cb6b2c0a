import type { ComponentChildren } from "preact";
import { useSpeech } from "../speech.tsx";
import { LANGUAGES, type Language } from "../texts/language.ts";

interface FrameProps {
  readonly operatorName: string | undefined;
  readonly onLanguage: (language: Language) => void;
  readonly children: ComponentChildren;
}

const NAMES: Readonly<Record<Language, string>> = { tr: "Türkçe", en: "English" };

/** What is around every screen: whose charger it is, and the language. */
export function Frame({ operatorName, onLanguage, children }: FrameProps) {
  const { language, say } = useSpeech();
  return (
    <div class="frame">
      <header class="top">
        <span class="operator">{operatorName ?? " "}</span>
        <fieldset class="languages">
          <legend class="unseen">{say("language")}</legend>
          {LANGUAGES.map((each) => (
            <button
              key={each}
              type="button"
              lang={each}
              aria-pressed={each === language}
              aria-label={`${each.toUpperCase()} – ${NAMES[each]}`}
              onClick={() => onLanguage(each)}
            >
              {each.toUpperCase()}
            </button>
          ))}
        </fieldset>
      </header>
      <main>{children}</main>
    </div>
  );
}
