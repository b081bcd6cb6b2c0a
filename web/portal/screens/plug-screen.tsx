import { useState } from "preact/hooks";
import { end } from "../begin.ts";
import { BusyButton } from "../parts/busy-button.tsx";
import { Icon } from "../parts/icons.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Steps } from "../parts/steps.tsx";
import { Title } from "../parts/title.tsx";
import type { PlatformProblem } from "../problem.ts";
import { useSpeech } from "../speech.tsx";
import { clockTime } from "../texts/formats.ts";
import { useClock } from "../use-clock.ts";
import type { AttemptScreenProps } from "./attempt-screen.tsx";

/** Money is reserved: now the cable. */
export function PlugScreen({ kept, attempt, progress, lookNow }: AttemptScreenProps) {
  const { say, formats } = useSpeech();
  const now = useClock();
  const [problem, setProblem] = useState<PlatformProblem>();
  const { plugInBefore, stopRequestedAt } = progress;
  const amount = formats.money(attempt.hold.amountMinor, attempt.hold.currency);
  const leftSeconds = plugInBefore && (Date.parse(plugInBefore) - now) / 1000;
  const cancel = async () => {
    await end(kept);
    lookNow();
  };
  return (
    <>
      <Steps now="plug" />
      <div class="waiting">
        <p class="emblem beating">
          <Icon name="plug" />
        </p>
        <Title>{say("plug.title")}</Title>
        <p role="status">{say("plug.text", { amount, label: attempt.place.label })}</p>
        <p class="quiet">
          {leftSeconds ? say("plug.time", { time: clockTime(leftSeconds) }) : say("plug.starting")}
        </p>
      </div>
      <ProblemNote problem={problem} />
      {stopRequestedAt === undefined ? (
        <BusyButton kind="second" work={cancel} onProblem={setProblem}>
          {say("cancel")}
        </BusyButton>
      ) : (
        <p class="quiet" role="status">
          {say("live.stopping")}
        </p>
      )}
    </>
  );
}
