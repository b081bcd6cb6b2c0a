import { useState } from "preact/hooks";
import { BusyButton } from "../parts/busy-button.tsx";
import { CallButton } from "../parts/call-button.tsx";
import { Icon } from "../parts/icons.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Title } from "../parts/title.tsx";
import { platform } from "../platform.ts";
import type { PlatformProblem } from "../problem.ts";
import { useSpeech } from "../speech.tsx";
import type { AttemptScreenProps } from "./attempt-screen.tsx";

/** For who was not let through: why, in plain words, another try, and a person. */
export function RefusedScreen({ kept, attempt, onAgain }: AttemptScreenProps) {
  const { say } = useSpeech();
  const [isAppealed, setAppealed] = useState(false);
  const [problem, setProblem] = useState<PlatformProblem>();
  const because = attempt.refusal?.because ?? "check-failed";
  const appeal = async () => {
    await platform.appeal(kept);
    setAppealed(true);
  };
  return (
    <>
      <p class="emblem warn">
        <Icon name="shield" />
      </p>
      <Title>{say("refused.title")}</Title>
      <p>{say(`refused.${because}`)}</p>
      {because === "check-failed" && <p class="quiet">{say("refused.hint")}</p>}
      <button type="button" class="button first" onClick={onAgain}>
        {say("retry")}
      </button>
      <CallButton operatorName={attempt.place.operatorName} phone={attempt.place.supportPhone} />
      <ProblemNote problem={problem} />
      {because === "check-failed" &&
        (isAppealed ? (
          <p class="quiet" role="status">
            {say("refused.appealed")}
          </p>
        ) : (
          <BusyButton kind="second" work={appeal} onProblem={setProblem}>
            {say("refused.appeal")}
          </BusyButton>
        ))}
    </>
  );
}
