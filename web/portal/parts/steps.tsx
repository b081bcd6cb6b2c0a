import { useSpeech } from "../speech.tsx";

const STEPS = ["pay", "plug", "charge"] as const;
export type Step = (typeof STEPS)[number];

/** How far one is. */
export function Steps({ now }: { readonly now: Step }) {
  const { say } = useSpeech();
  const reached = STEPS.indexOf(now);
  return (
    <ol class="steps">
      {STEPS.map((step, index) => (
        <li
          key={step}
          class={index < reached ? "done" : ""}
          {...(index === reached && { "aria-current": "step" as const })}
        >
          {say(`step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
