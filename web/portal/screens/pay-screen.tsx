import { useEffect, useState } from "preact/hooks";
import { end } from "../begin.ts";
import { BusyButton } from "../parts/busy-button.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Steps } from "../parts/steps.tsx";
import { Title } from "../parts/title.tsx";
import type { PlatformProblem } from "../problem.ts";
import { useSpeech } from "../speech.tsx";
import type { AttemptScreenProps } from "./attempt-screen.tsx";
import { WaitScreen } from "./wait-screen.tsx";

/** Leads to the payment page; for who came back from it without paying, it offers the way again. */
export function PayScreen({ kept, from, attempt, progress, lookNow }: AttemptScreenProps) {
  const { say, formats } = useSpeech();
  const [problem, setProblem] = useState<PlatformProblem>();
  const [isLeaving, setLeaving] = useState(from === "begun");
  const { payUrl } = progress;

  useEffect(() => {
    if (isLeaving && payUrl !== undefined) location.assign(payUrl);
  }, [isLeaving, payUrl]);

  useEffect(() => {
    // Back from the payment page by the browser's button: the page is as it was left.
    const stay = ({ persisted }: PageTransitionEvent) => {
      if (persisted) setLeaving(false);
    };
    addEventListener("pageshow", stay);
    return () => removeEventListener("pageshow", stay);
  }, []);

  if (from === "back")
    return <WaitScreen title="checking.title" text="pay.confirming" step="pay" />;
  if (isLeaving || payUrl === undefined) {
    return <WaitScreen title="checking.title" text="pay.leaving" step="pay" />;
  }
  const amount = formats.money(attempt.hold.amountMinor, attempt.hold.currency);
  const cancel = async () => {
    await end(kept);
    lookNow();
  };
  return (
    <>
      <Steps now="pay" />
      <Title>{say("pay.title")}</Title>
      <p>{say("pay.waiting", { amount })}</p>
      {attempt.stepUp && <p class="quiet">{say("pay.stepUp")}</p>}
      <ProblemNote problem={problem} />
      <a class="button first" href={payUrl}>
        {say("pay.button")}
      </a>
      <BusyButton kind="second" work={cancel} onProblem={setProblem}>
        {say("cancel")}
      </BusyButton>
    </>
  );
}
