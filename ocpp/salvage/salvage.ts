import { plausibleTimestamp } from "../timestamp.ts";
import type { Validator } from "../validate.ts";
import { mend } from "./mend.ts";
import { beginRepair } from "./repair.ts";
import type { RepairSchema } from "./repair-schema.ts";

/** A message that carries money, made valid, and in what it departed from the specification. */
export interface Salvaged<Request> {
  readonly request: Request;
  /**
   * `<path>:<fault>` by names of the schema, e.g. `timestamp:implausible`, `meterStart:missing`; `payload` stands for
   * the whole. Empty for a message that was in order. Never a value.
   */
  readonly deviations: readonly string[];
}

/** How one action's requests are mended. */
export interface SalvagePlan<Request> {
  readonly validate: Validator<Request>;
  readonly schema: RepairSchema;
  /** The times that must be plausible for the message to count as in order. */
  readonly timestamps: (request: Request) => readonly string[];
  readonly substitutes: (receivedAt: string) => Readonly<Record<string, unknown>>;
  readonly decisive?: readonly string[];
}

/**
 * Makes a valid request from anything: what is valid stays as it is, what can be understood is mended, the rest falls
 * away or is substituted. A message in order costs one validation.
 */
export function salvage<Request>(
  plan: SalvagePlan<Request>,
  payload: unknown,
  receivedAt: string,
): Salvaged<Request> {
  const checked = plan.validate(payload);
  if (checked.ok && hasPlausibleTimes(plan, checked.value, receivedAt)) {
    return { request: checked.value, deviations: [] };
  }
  const repair = beginRepair({
    receivedAt,
    substitutes: plan.substitutes(receivedAt),
    decisive: new Set(plan.decisive),
  });
  const mended = plan.validate(mend(plan.schema, payload, "", repair));
  if (!mended.ok) {
    const [{ keyword, instancePath }] = mended.errors;
    throw new Error(`The mended message breaks its schema: ${keyword} at ${instancePath}.`);
  }
  return { request: mended.value, deviations: [...repair.deviations] };
}

function hasPlausibleTimes<Request>(
  plan: SalvagePlan<Request>,
  request: Request,
  receivedAt: string,
): boolean {
  return plan.timestamps(request).every((text) => plausibleTimestamp(text, receivedAt));
}
