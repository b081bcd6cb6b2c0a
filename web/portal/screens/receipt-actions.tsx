import { useState } from "preact/hooks";
import type { KeptAttempt } from "../attempt-memory.ts";
import { BusyButton } from "../parts/busy-button.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { platform } from "../platform.ts";
import type { PlatformProblem } from "../problem.ts";
import { useSpeech } from "../speech.tsx";
import { fieldProblems } from "./form-fields.tsx";

interface ReceiptActionsProps {
  readonly kept: KeptAttempt;
  readonly receiptNumber: string;
}

/** Takes the receipt along, as a file or as a mail. */
export function ReceiptActions({ kept, receiptNumber }: ReceiptActionsProps) {
  const { say, language } = useSpeech();
  const [receiptEmail, setEmail] = useState("");
  const [isWrong, setWrong] = useState(false);
  const [isSent, setSent] = useState(false);
  const [problem, setProblem] = useState<PlatformProblem>();

  const save = async () => {
    const url = URL.createObjectURL(await platform.receiptPdf(kept, language));
    const link = Object.assign(document.createElement("a"), {
      href: url,
      download: `${receiptNumber}.pdf`,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };
  const mail = async () => {
    const found = fieldProblems({ plate: "", receiptEmail }, false);
    const isMissing = receiptEmail.trim() === "" || found.receiptEmail === true;
    setWrong(isMissing);
    if (isMissing) return;
    await platform.mailReceipt(kept, { email: receiptEmail.trim(), language });
    setSent(true);
  };
  return (
    <>
      <ProblemNote problem={problem} />
      <BusyButton work={save} onProblem={setProblem}>
        {say("receipt.pdf")}
      </BusyButton>
      {isSent ? (
        <p class="card good" role="status">
          {say("receipt.mail.sent")}
        </p>
      ) : (
        <div class="field with-button">
          <label for="mail">{say("receipt.mail")}</label>
          <input
            id="mail"
            type="email"
            inputMode="email"
            autoComplete="email"
            value={receiptEmail}
            aria-invalid={isWrong}
            aria-describedby="mail-hint"
            onInput={({ currentTarget: { value } }) => setEmail(value)}
          />
          <BusyButton kind="second" work={mail} onProblem={setProblem}>
            {say("receipt.mail.button")}
          </BusyButton>
          <p id="mail-hint" class={isWrong ? "wrong" : "quiet"}>
            {say(isWrong ? "form.email.wrong" : "form.email.hint")}
          </p>
        </div>
      )}
    </>
  );
}
