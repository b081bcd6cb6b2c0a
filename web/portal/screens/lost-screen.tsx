import { Icon } from "../parts/icons.tsx";
import { Title } from "../parts/title.tsx";
import { useSpeech } from "../speech.tsx";

/** For who comes with the address of an attempt that this browser did not begin. */
export function LostScreen() {
  const { say } = useSpeech();
  return (
    <div class="screen centred">
      <p class="emblem">
        <Icon name="shield" />
      </p>
      <Title>{say("lost.title")}</Title>
      <p>{say("lost.text")}</p>
    </div>
  );
}
