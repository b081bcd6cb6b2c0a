/** What the stand-in is told to do wrong, until it is told otherwise. */
export interface PspFaults {
  /** How long each answer of the API takes at least. */
  readonly latencyMs: number;
  /** So many calls are answered 500: before anything is done, or (`late`) after it. */
  readonly failing: { readonly operation: string; readonly times: number; readonly late: boolean };
  /** What becomes of each notice. */
  readonly notices: "sent" | "lost" | "twice" | "late";
}

export const NO_FAULTS: PspFaults = {
  latencyMs: 0,
  failing: { operation: "", times: 0, late: false },
  notices: "sent",
};

/** The faults in a request of a test; what it does not name is without fault. */
export function faultsIn(text: string): PspFaults {
  const given = JSON.parse(text) as Partial<PspFaults>;
  return { ...NO_FAULTS, ...given, failing: { ...NO_FAULTS.failing, ...given.failing } };
}
