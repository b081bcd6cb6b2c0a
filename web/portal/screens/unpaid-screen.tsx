import { CallButton } from "../parts/call-button.tsx";
import { Icon } from "../parts/icons.tsx";
import { Title } from "../parts/title.tsx";
import { useSpeech } from "../speech.tsx";
import { isTextKey } from "../texts/say.ts";
import type { AttemptScreenProps } from "./attempt-screen.tsx";

/** For an attempt that cost nothing: why, and that nothing is kept. */
export function UnpaidScreen({ attempt, onAgain }: AttemptScreenProps) {
  const { say } = useSpeech();
  const key = `unpaid.${attempt.endedBecause ?? "other"}`;
  return (
    <>
      <p class="emblem">
        <Icon name="card" />
      </p>
      <Title>{say("unpaid.title")}</Title>
      <p>{say(isTextKey(key) ? key : "unpaid.other")}</p>
      {attempt.state === "released" && <p class="quiet">{say("unpaid.text")}</p>}
      <button type="button" class="button first" onClick={onAgain}>
        {say("again")}
      </button>
      <CallButton operatorName={attempt.place.operatorName} phone={attempt.place.supportPhone} />
    </>
  );
}
