import { type Step, Steps } from "../parts/steps.tsx";
import { Title } from "../parts/title.tsx";
import { useSpeech } from "../speech.tsx";
import type { TextKey } from "../texts/text-key.ts";

interface WaitScreenProps {
  readonly title: TextKey;
  readonly text: TextKey;
  readonly step: Step;
}

/** For the seconds in which the driver has nothing to do. */
export function WaitScreen({ title, text, step }: WaitScreenProps) {
  const { say } = useSpeech();
  return (
    <>
      <Steps now={step} />
      <div class="waiting">
        <span class="pulse" aria-hidden="true" />
        <Title>{say(title)}</Title>
        <p role="status">{say(text)}</p>
      </div>
    </>
  );
}
