const SHOWN = 4;
const HIDDEN = "••••";

/** An id as staff see it: at most its last four characters, and never more than a third of it. */
export function maskedId(id: string): string {
  const shown = Math.min(SHOWN, Math.floor(id.length / 3));
  return shown === 0 ? HIDDEN : `${HIDDEN} ${id.slice(-shown)}`;
}

/** What is shown of an id that nobody can open any more. */
export const ERASED_ID = HIDDEN;
