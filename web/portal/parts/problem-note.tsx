import type { PlatformProblem } from "../problem.ts";
import { type Speech, useSpeech } from "../speech.tsx";
import { clockTime } from "../texts/formats.ts";
import { isTextKey } from "../texts/say.ts";

/** Why something did not work, in plain words. */
export function ProblemNote({ problem }: { readonly problem: PlatformProblem | undefined }) {
  const speech = useSpeech();
  return (
    <div role="alert" class={problem ? "problem" : ""}>
      {problem && <p>{wordsOf(problem, speech)}</p>}
    </div>
  );
}

function wordsOf({ code, waitSeconds = 60 }: PlatformProblem, { say }: Speech): string {
  if (code === "offline") return say("offline.load");
  const key = `problem.${code}`;
  return say(isTextKey(key) ? key : "problem.other", { time: clockTime(waitSeconds) });
}
