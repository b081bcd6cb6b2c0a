import { useSpeech } from "../speech.tsx";
import { Icon } from "./icons.tsx";

interface CallButtonProps {
  readonly operatorName: string;
  readonly phone: string | undefined;
}

/** Leads to a person, where the operator has a number. */
export function CallButton({ operatorName, phone }: CallButtonProps) {
  const { say } = useSpeech();
  if (phone === undefined) return null;
  return (
    <a class="button second" href={`tel:${phone}`}>
      <Icon name="phone" />
      <span>
        {say("call", { operator: operatorName })} <span class="number">{phone}</span>
      </span>
    </a>
  );
}
