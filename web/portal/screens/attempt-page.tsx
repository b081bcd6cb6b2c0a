import { useEffect, useState } from "preact/hooks";
import type { AdHocSessionView } from "#contracts/rest/adhoc.ts";
import { type KeptAttempt, noteOver } from "../attempt-memory.ts";
import { platform } from "../platform.ts";
import { PlatformProblem } from "../problem.ts";
import { useSpeech } from "../speech.tsx";
import { isOver, useProgress } from "../use-progress.ts";
import { AttemptScreen } from "./attempt-screen.tsx";
import { LoadingScreen } from "./loading-screen.tsx";
import { LostScreen } from "./lost-screen.tsx";
import { OfflineScreen } from "./offline-screen.tsx";

interface AttemptPageProps {
  readonly kept: KeptAttempt;
  /** Begun just now, back from the payment page, or found again after a reload. */
  readonly from: "begun" | "back" | "found";
  readonly onAgain: () => void;
  readonly onOperator: (name: string | undefined) => void;
}

/** One attempt from the click to the receipt. */
export function AttemptPage({ kept, from, onAgain, onOperator }: AttemptPageProps) {
  const { say } = useSpeech();
  const { progress, problem, lookNow } = useProgress(kept);
  const [attempt, setAttempt] = useState<AdHocSessionView>();
  const [attemptProblem, setAttemptProblem] = useState<PlatformProblem>();
  const state = progress?.state;

  // What ended it is told by the attempt itself, which is read again with each state.
  useEffect(() => {
    platform.attempt(kept).then(
      (seen) => {
        setAttempt(seen);
        setAttemptProblem(undefined);
        onOperator(seen.place.operatorName);
      },
      (error) => {
        setAttemptProblem(
          error instanceof PlatformProblem ? error : new PlatformProblem("internal"),
        );
      },
    );
  }, [kept, onOperator, state]);

  useEffect(() => {
    if (progress && isOver(progress)) noteOver(kept);
  }, [kept, progress]);

  const failed = problem ?? attemptProblem;
  if (!progress || !attempt) {
    if (failed?.code === "adhoc.attempt-not-found") return <LostScreen />;
    return failed ? (
      <OfflineScreen problem={failed} onRetry={() => location.reload()} />
    ) : (
      <LoadingScreen />
    );
  }
  return (
    <div class="screen">
      <div role="status" class={problem ? "problem" : ""}>
        {problem && <p>{say(problem.code === "offline" ? "offline.live" : "problem.other")}</p>}
      </div>
      <AttemptScreen
        kept={kept}
        from={from}
        attempt={attempt}
        progress={progress}
        onAgain={onAgain}
        lookNow={lookNow}
      />
    </div>
  );
}
