import { useEffect, useMemo, useState } from "preact/hooks";
import { addressOfAttempt, addressOfCode, wanted } from "./address.ts";
import {
  type KeptAttempt,
  keptAttempt,
  onAttemptElsewhere,
  openAttemptAt,
} from "./attempt-memory.ts";
import { Frame } from "./parts/frame.tsx";
import { AttemptPage } from "./screens/attempt-page.tsx";
import { ConnectorPage } from "./screens/connector-page.tsx";
import { LostScreen } from "./screens/lost-screen.tsx";
import { ScanScreen } from "./screens/scan-screen.tsx";
import { SpeechContext, speechIn } from "./speech.tsx";
import { type Language, preferredLanguage, rememberLanguage } from "./texts/language.ts";

type Shown =
  | {
      readonly kind: "attempt";
      readonly kept: KeptAttempt;
      readonly from: "begun" | "back" | "found";
    }
  | { readonly kind: "connector"; readonly code: string }
  | { readonly kind: "lost" }
  | { readonly kind: "nothing" };

/** The page: what the address asks for, in the driver's language. */
export function App() {
  const [language, setLanguage] = useState<Language>(preferredLanguage);
  const [shown, setShown] = useState<Shown>(fromAddress);
  const [operatorName, setOperatorName] = useState<string>();
  const speech = useMemo(() => speechIn(language), [language]);

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = speech.say("title");
  }, [language, speech]);

  useEffect(() => {
    const look = () => setShown(fromAddress());
    addEventListener("popstate", look);
    // Another tab of this browser began here: both show the same.
    const forget = onAttemptElsewhere(() => {
      setShown((current) => (current.kind === "connector" ? fromAddress() : current));
    });
    return () => {
      removeEventListener("popstate", look);
      forget();
    };
  }, []);

  const choose = (chosen: Language) => {
    rememberLanguage(chosen);
    setLanguage(chosen);
  };
  const begun = (kept: KeptAttempt) => {
    history.replaceState(null, "", addressOfAttempt(kept.attemptId));
    setShown({ kind: "attempt", kept, from: "begun" });
  };
  const again = (code: string) => {
    history.pushState(null, "", addressOfCode(code));
    setShown({ kind: "connector", code });
  };

  return (
    <SpeechContext.Provider value={speech}>
      <Frame operatorName={operatorName} onLanguage={choose}>
        {shown.kind === "attempt" && (
          <AttemptPage
            key={shown.kept.attemptId}
            kept={shown.kept}
            from={shown.from}
            onAgain={() => again(shown.kept.code)}
            onOperator={setOperatorName}
          />
        )}
        {shown.kind === "connector" && (
          <ConnectorPage
            key={shown.code}
            code={shown.code}
            onBegun={begun}
            onOperator={setOperatorName}
          />
        )}
        {shown.kind === "lost" && <LostScreen />}
        {shown.kind === "nothing" && <ScanScreen />}
      </Frame>
    </SpeechContext.Provider>
  );
}

function fromAddress(): Shown {
  const asked = wanted(location);
  if (asked.kind === "attempt") {
    const kept = keptAttempt(asked.attemptId);
    return kept
      ? { kind: "attempt", kept, from: asked.isBack ? "back" : "found" }
      : { kind: "lost" };
  }
  if (asked.kind === "nothing") return asked;
  const running = openAttemptAt(asked.code);
  return running ? { kind: "attempt", kept: running, from: "found" } : asked;
}
