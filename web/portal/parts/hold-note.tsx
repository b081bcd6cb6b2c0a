import { useSpeech } from "../speech.tsx";
import { Icon } from "./icons.tsx";

/** What is reserved, and what that means. */
export function HoldNote({
  amountMinor,
  currency,
}: {
  readonly amountMinor: number;
  readonly currency: string;
}) {
  const { say, formats } = useSpeech();
  const amount = formats.money(amountMinor, currency);
  return (
    <section class="note">
      <Icon name="card" />
      <div>
        <h2>{say("hold.title", { amount })}</h2>
        <p>{say("hold.text")}</p>
      </div>
    </section>
  );
}
