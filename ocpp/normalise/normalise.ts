import type { SchemaError, Validator } from "../validate.ts";
import type { Deviation, DeviationKind } from "./deviation.ts";
import { looksOdd } from "./looks-odd.ts";
import { mend } from "./mend.ts";
import { beginRepair, type RepairRules } from "./repair.ts";

/** A message as its schema wants it, and in what it departed from the specification. */
export interface Normalised<Message> {
  readonly ok: true;
  readonly value: Message;
  /** Empty for a message that was in order. */
  readonly deviations: readonly Deviation[];
}

/** A message that nobody can read for sure, and why. */
export interface Unreadable {
  readonly ok: false;
  readonly errors: readonly [SchemaError, ...SchemaError[]];
}

/** What is guessed at only where money is at stake: else the charger is told. */
const REFUSED: readonly DeviationKind[] = ["cut", "unexpected-field"];

/**
 * Reads a message that may be refused. What is valid costs one validation and a look; what can be understood without
 * guessing is mended; texts that are somewhat too long stay whole. The errors are those of the message as it was sent.
 */
export function normalise<Message>(
  validate: Validator<Message>,
  payload: unknown,
  receivedAt: string,
): Normalised<Message> | Unreadable {
  const checked = validate(payload);
  if (checked.ok && !looksOdd(payload, Date.parse(receivedAt)))
    return { ...checked, deviations: [] };
  const rules = { receivedAt, mustRead: false, substitutes: {}, decisive: new Set<string>() };
  const mended = mendBy(validate, payload, rules);
  const isCertain = mended?.deviations.every(({ kind }) => !REFUSED.includes(kind)) ?? false;
  if (mended !== undefined && isCertain) return mended;
  return checked.ok ? { ...checked, deviations: [] } : checked;
}

/** The message made to fit its schema by the rules; undefined where it does not fit all the same. */
export function mendBy<Message>(
  validate: Validator<Message>,
  payload: unknown,
  rules: RepairRules,
): Normalised<Message> | undefined {
  const { schema } = validate;
  if (schema === undefined) return undefined;
  const repair = beginRepair(rules);
  const mended = mend(schema, payload, "", repair);
  const deviations = [...repair.found.values()];
  // What is too long is handed on whole: all that is checked is whether nothing else is wrong.
  const isWhole = !deviations.some(({ kind }) => kind === "too-long");
  const fitting = isWhole
    ? mended
    : mend(schema, payload, "", beginRepair({ ...rules, cuts: true }));
  if (!validate(fitting).ok) return undefined;
  return { ok: true, value: (deviations.length === 0 ? payload : mended) as Message, deviations };
}
