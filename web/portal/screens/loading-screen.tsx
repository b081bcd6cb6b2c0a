import { useSpeech } from "../speech.tsx";

/** What stands where a screen comes, in its measures. */
export function LoadingScreen() {
  const { say } = useSpeech();
  return (
    <div class="screen" aria-busy="true">
      <p class="unseen" role="status">
        {say("loading")}
      </p>
      <div class="bone low" />
      <div class="bone high" />
      <div class="bone low" />
    </div>
  );
}
