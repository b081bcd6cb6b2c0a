import { useEffect, useRef, useState } from "preact/hooks";
import type { AdHocProgress } from "#contracts/rest/adhoc-progress.ts";
import { type Own, platform } from "./platform.ts";
import { PlatformProblem } from "./problem.ts";

type State = AdHocProgress["state"];

const SOON_MS = 1_000;
const CHARGING_MS = 5_000;
const RETRY_MS = 4_000;
const OVER: readonly State[] = ["captured", "released", "refused", "abandoned"];

/** Whether nothing more becomes of an attempt in a state; what is captured still waits for its receipt. */
export function isOver({ state, receipt }: Pick<AdHocProgress, "state" | "receipt">): boolean {
  return state === "captured" ? receipt : OVER.includes(state);
}

export interface Followed {
  readonly progress: AdHocProgress | undefined;
  /** Why the last look failed; what was seen before it stays. */
  readonly problem: PlatformProblem | undefined;
  readonly lookNow: () => void;
}

/** Follows an attempt until it is over: often while something is about to happen, and only while it is looked at. */
export function useProgress(own: Own): Followed {
  const [progress, setProgress] = useState<AdHocProgress>();
  const [problem, setProblem] = useState<PlatformProblem>();
  const look = useRef<() => void>(() => {});

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isLeft = false;
    let isLooking = false;
    let isDone = false;
    const lookAgain = (pauseMs: number) => {
      clearTimeout(timer);
      if (!isLeft && !isDone) timer = setTimeout(run, pauseMs);
    };
    const run = async () => {
      if (isLooking || isLeft || isDone) return;
      if (document.hidden) return;
      isLooking = true;
      let pauseMs = RETRY_MS;
      try {
        const seen = await platform.progress(own);
        isDone = isOver(seen);
        pauseMs = seen.state === "charging" && !seen.stopRequestedAt ? CHARGING_MS : SOON_MS;
        if (!isLeft) setProgress(seen);
        if (!isLeft) setProblem(undefined);
      } catch (error) {
        const seen = error instanceof PlatformProblem ? error : new PlatformProblem("internal");
        if (!isLeft) setProblem(seen);
      }
      isLooking = false;
      lookAgain(pauseMs);
    };
    look.current = () => void run();
    const wake = () => void run();
    addEventListener("online", wake);
    addEventListener("pageshow", wake);
    document.addEventListener("visibilitychange", wake);
    void run();
    return () => {
      isLeft = true;
      clearTimeout(timer);
      removeEventListener("online", wake);
      removeEventListener("pageshow", wake);
      document.removeEventListener("visibilitychange", wake);
    };
  }, [own]);

  return { progress, problem, lookNow: () => look.current() };
}
