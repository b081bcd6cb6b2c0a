import type { Deviation } from "../normalise/deviation.ts";
import { looksOdd } from "../normalise/looks-odd.ts";
import { mendBy } from "../normalise/normalise.ts";
import type { Validator } from "../validate.ts";

/** A message that carries money, made valid, and in what it departed from the specification. */
export interface Salvaged<Request> {
  readonly request: Request;
  /** Empty for a message that was in order. */
  readonly deviations: readonly Deviation[];
}

/** How one action's requests are made readable, whatever they say. */
export interface SalvagePlan<Request> {
  readonly validate: Validator<Request>;
  readonly substitutes: (receivedAt: string) => Readonly<Record<string, unknown>>;
  readonly decisive?: readonly string[];
}

/**
 * Makes a valid request from anything: what is valid stays as it is, what can be understood is mended, the rest falls
 * away or is substituted. A message in order costs one validation and a look.
 */
export function salvage<Request>(
  plan: SalvagePlan<Request>,
  payload: unknown,
  receivedAt: string,
): Salvaged<Request> {
  const checked = plan.validate(payload);
  if (checked.ok && !looksOdd(payload, Date.parse(receivedAt))) {
    return { request: checked.value, deviations: [] };
  }
  const mended = mendBy(plan.validate, payload, {
    receivedAt,
    mustRead: true,
    substitutes: plan.substitutes(receivedAt),
    decisive: new Set(plan.decisive),
  });
  if (mended === undefined) throw new Error("The mended message still breaks its schema.");
  return { request: mended.value, deviations: mended.deviations };
}

/** Whether the value of a field is ours and not the charger's. */
export function isSubstituted(deviations: readonly Deviation[], path: string): boolean {
  return deviations.some((found) => found.path === path && found.kind === "substituted");
}
