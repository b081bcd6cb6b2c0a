import type { LoadFaults } from "./messages.ts";

/** Counts what must not happen, and keeps the first few in words. */
export interface Faults {
  readonly lost: (example: string) => void;
  readonly misplaced: (example: string) => void;
  readonly refused: (example: string) => void;
  readonly summary: () => LoadFaults;
}

const EXAMPLES = 5;

export function createFaults(): Faults {
  const counts = { lost: 0, misplaced: 0, refused: 0 };
  const examples: string[] = [];
  const counter = (kind: keyof typeof counts) => (example: string) => {
    counts[kind] += 1;
    if (examples.length < EXAMPLES) examples.push(`${kind}: ${example}`);
  };
  return {
    lost: counter("lost"),
    misplaced: counter("misplaced"),
    refused: counter("refused"),
    summary: () => ({ ...counts, examples }),
  };
}
