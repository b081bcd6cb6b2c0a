/** Why grants stay although no test uses them. */
export interface Explanation {
  /** Bundles, perhaps with wildcards; the tenant role of a function is `<bundle> in one operator`. */
  readonly holders: readonly string[];
  readonly actions: readonly string[];
  /** ARN with wildcards; every one unless given. */
  readonly resource?: string;
  readonly reason: string;
}

/** A denial that a test, or a function itself, is after. */
export interface Denial {
  readonly holder: string;
  readonly action: string;
  readonly reason: string;
}

export const EXPLANATIONS: readonly Explanation[] = [];

export const DENIALS: readonly Denial[] = [];
