import { useState } from "preact/hooks";
import type { KeptAttempt } from "../attempt-memory.ts";
import { end } from "../begin.ts";
import { BusyButton } from "../parts/busy-button.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import type { PlatformProblem } from "../problem.ts";
import { useSpeech } from "../speech.tsx";

interface StopButtonProps {
  readonly kept: KeptAttempt;
  readonly isStopping: boolean;
  readonly onStopped: () => void;
}

/** Ends charging, after one question: what is stopped does not begin again. */
export function StopButton({ kept, isStopping, onStopped }: StopButtonProps) {
  const { say } = useSpeech();
  const [isAsked, setAsked] = useState(false);
  const [problem, setProblem] = useState<PlatformProblem>();
  const stop = async () => {
    await end(kept);
    onStopped();
  };
  if (isStopping) {
    return (
      <div class="action">
        <p class="quiet" role="status">
          {say("live.stopping")}
        </p>
      </div>
    );
  }
  return (
    <div class="action">
      <ProblemNote problem={problem} />
      {isAsked ? (
        <fieldset class="question">
          <legend>{say("live.stop.sure")}</legend>
          <BusyButton kind="danger" work={stop} onProblem={setProblem}>
            {say("live.stop.yes")}
          </BusyButton>
          <button type="button" class="button second" onClick={() => setAsked(false)}>
            {say("live.stop.no")}
          </button>
        </fieldset>
      ) : (
        <button type="button" class="button danger" onClick={() => setAsked(true)}>
          {say("live.stop")}
        </button>
      )}
    </div>
  );
}
