import { useState } from "preact/hooks";
import { BusyButton } from "../parts/busy-button.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { platform, STICKER_CONCERNS, type StickerReport } from "../platform.ts";
import type { PlatformProblem } from "../problem.ts";
import { useSpeech } from "../speech.tsx";

/** Every code of ours looks like this; what does not is not sent along. */
const OPAQUE = /^[A-Za-z0-9_-]{1,400}$/;

/** Reports a sticker that looks wrong. */
export function ReportForm({ code }: { readonly code: string }) {
  const { say } = useSpeech();
  const [concern, setConcern] = useState<StickerReport["concern"]>("sticker-over-sticker");
  const [label, setLabel] = useState("");
  const [isSent, setSent] = useState(false);
  const [problem, setProblem] = useState<PlatformProblem>();

  if (isSent) {
    return (
      <p class="card good" role="status">
        {say("report.thanks")}
      </p>
    );
  }
  const send = async () => {
    const written = label.trim();
    await platform.reportSticker({
      concern,
      ...(OPAQUE.test(code) && { code }),
      ...(written !== "" && { label: written }),
    });
    setSent(true);
  };
  return (
    <section class="card">
      <fieldset class="choices">
        <legend>{say("report.title")}</legend>
        {STICKER_CONCERNS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="concern"
              checked={each === concern}
              onChange={() => setConcern(each)}
            />
            <span>{say(`report.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for="written">{say("report.label")}</label>
        <input
          id="written"
          maxLength={40}
          value={label}
          onInput={({ currentTarget: { value } }) => setLabel(value)}
        />
      </div>
      <ProblemNote problem={problem} />
      <BusyButton work={send} onProblem={setProblem}>
        {say("report.send")}
      </BusyButton>
    </section>
  );
}
