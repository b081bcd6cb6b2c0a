/**
 * How a message can depart from the specification, and what becomes of it. Each kind has a row in docs/ocpp.md.
 * `kept`: nothing of what was meant is lost. `lost`: something fell away or was put in by us; a message that carries
 * money is then stored as it came, and its session flagged.
 */
export const DEVIATION_KINDS = {
  "clock-ahead": "kept",
  cut: "lost",
  "duplicate-key": "lost",
  "error-code-invalid": "kept",
  "error-description-invalid": "kept",
  "error-details-invalid": "kept",
  "extra-elements": "lost",
  "field-case": "kept",
  implausible: "lost",
  "message-id-long": "kept",
  "message-id-number": "kept",
  malformed: "lost",
  missing: "lost",
  "not-a-list": "kept",
  "other-version": "kept",
  "out-of-range": "lost",
  padded: "kept",
  "payload-missing": "kept",
  "payload-not-object": "lost",
  refused: "lost",
  spelling: "kept",
  substituted: "lost",
  "time-format": "kept",
  "too-deep": "lost",
  "too-few": "lost",
  "too-long": "kept",
  "too-many": "lost",
  "unexpected-field": "kept",
  "unknown-value": "lost",
  "unknown-word": "kept",
  unreadable: "lost",
  "wrong-type": "kept",
  "zone-guessed": "lost",
  "zone-missing": "kept",
} as const satisfies Record<string, "kept" | "lost">;

export type DeviationKind = keyof typeof DEVIATION_KINDS;

/** One departure of one message: where and what, never a value that could be a person's. */
export interface Deviation {
  readonly kind: DeviationKind;
  /** Names of the schema, from the outside in, e.g. `meterValue.sampledValue.unit`; `payload` for the whole, `frame` for what is around it. */
  readonly path: string;
  /** What was sent: a word where the schema asks for one of a list, else only its shape. */
  readonly sent: string;
}

/** Without them a sample keeps its meaning (a context), or is one that nobody reads (another measurand). */
const NOT_MISSED = ["sampledValue.context", "sampledValue.measurand"];

/** Whether something of what the charger meant is lost. */
export function isLossy({ kind, path }: Pick<Deviation, "kind" | "path">): boolean {
  if (DEVIATION_KINDS[kind] === "kept") return false;
  return !(kind === "unknown-value" && NOT_MISSED.some((leaf) => path.endsWith(leaf)));
}

/** A deviation as one word, `<path>:<kind>`, as handlers and raw messages have it. */
export function deviationName({ path, kind }: Pick<Deviation, "kind" | "path">): string {
  return `${path}:${kind}`;
}
