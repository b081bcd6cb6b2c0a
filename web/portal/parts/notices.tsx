import { useSpeech } from "../speech.tsx";
import { NOTICES } from "../texts/notices.ts";

/** The words that one is told before one begins. */
export function Notices() {
  const { say, language } = useSpeech();
  return (
    <div class="notices">
      {NOTICES[language].map(({ noticeId, titleKey, paragraphs }) => (
        <details key={noticeId}>
          <summary>{say(titleKey)}</summary>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </details>
      ))}
    </div>
  );
}
