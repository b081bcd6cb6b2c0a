import { Icon } from "../parts/icons.tsx";
import { Title } from "../parts/title.tsx";
import { useSpeech } from "../speech.tsx";

/** For who comes without a code. */
export function ScanScreen() {
  const { say } = useSpeech();
  return (
    <div class="screen centred">
      <p class="emblem">
        <Icon name="scan" />
      </p>
      <Title>{say("scan.title")}</Title>
      <p>{say("scan.text")}</p>
      <p class="quiet">{say("scan.safety", { host: location.host })}</p>
    </div>
  );
}
