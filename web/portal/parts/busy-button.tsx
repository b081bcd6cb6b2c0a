import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { PlatformProblem } from "../problem.ts";

interface BusyButtonProps {
  readonly children: ComponentChildren;
  readonly kind?: "first" | "second" | "danger";
  readonly work: () => Promise<void>;
  readonly onProblem: (problem: PlatformProblem | undefined) => void;
}

/** A button that works once however often it is pressed, and can be pressed again when that is done. */
export function BusyButton({ children, kind = "first", work, onProblem }: BusyButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const running = useRef(false);

  const press = async () => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    onProblem(undefined);
    try {
      await work();
    } catch (error) {
      onProblem(error instanceof PlatformProblem ? error : new PlatformProblem("internal"));
    }
    running.current = false;
    setBusy(false);
  };

  return (
    <button
      type="button"
      class={`button ${kind}`}
      aria-disabled={isBusy}
      aria-busy={isBusy}
      onClick={() => void press()}
    >
      {children}
    </button>
  );
}
