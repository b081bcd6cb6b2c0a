import { ProblemNote } from "../parts/problem-note.tsx";
import { Title } from "../parts/title.tsx";
import type { PlatformProblem } from "../problem.ts";
import { useSpeech } from "../speech.tsx";

interface OfflineScreenProps {
  readonly problem: PlatformProblem;
  readonly onRetry: () => void;
}

/** For a page that could not be loaded. */
export function OfflineScreen({ problem, onRetry }: OfflineScreenProps) {
  const { say } = useSpeech();
  return (
    <div class="screen centred">
      <Title>{problem.code === "offline" ? say("offline.title") : say("refused.title")}</Title>
      <ProblemNote problem={problem} />
      <button type="button" class="button first" onClick={onRetry}>
        {say("retry")}
      </button>
    </div>
  );
}
