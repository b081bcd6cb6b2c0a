import { DomainError } from "../errors.ts";

/** What happens to an attempt while the provider does not answer. Bad credentials always close the gate. */
export const FAILURE_POLICIES = ["step-up", "open", "closed"] as const;
type FailurePolicy = (typeof FAILURE_POLICIES)[number];

/** How an operator takes drivers without an account. */
export interface GateSettings {
  readonly operatorId: string;
  /** Whether anybody charges without an account here. */
  readonly offered: boolean;
  /** Whether the browser of a driver is looked at; the limits stay where it is not. */
  readonly gateEnabled: boolean;
  /** 0.0 to 1.0 in tenths: the least score that is let through. */
  readonly threshold: number;
  /** The least score that is let through with strong customer authentication and a low hold; absent for none. */
  readonly stepUpFrom?: number;
  readonly siteKey?: string;
  /** The Google Cloud project of the key, where the credential does not name it. */
  readonly projectId?: string;
  /** Where the page may be; lower case. */
  readonly allowedHostnames: readonly string[];
  readonly onProviderFailure: FailurePolicy;
  /** E.164; for who was refused. */
  readonly supportPhone?: string;
  /** Integer minor units of the operator's currency. */
  readonly holdAmountMinor: number;
  readonly stepUpHoldAmountMinor: number;
  /** Whether invoices need the plate. */
  readonly plateDemanded: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** 0 for an operator that never said anything. */
  readonly version: number;
}

/** What counts for an operator that never said anything: nobody charges without an account. */
export function defaultGateSettings(operatorId: string, now: string): GateSettings {
  return {
    operatorId,
    offered: false,
    gateEnabled: true,
    threshold: 0.5,
    stepUpFrom: 0.3,
    allowedHostnames: [],
    onProviderFailure: "step-up",
    holdAmountMinor: 5_000,
    stepUpHoldAmountMinor: 1_500,
    plateDemanded: false,
    createdAt: now,
    updatedAt: now,
    version: 0,
  };
}

/** Refuses settings that cannot work. Throws `adhoc.settings-invalid`. */
function checkGateSettings(settings: GateSettings): void {
  const { threshold, stepUpFrom, holdAmountMinor, stepUpHoldAmountMinor } = settings;
  if (!isTenth(threshold) || (stepUpFrom !== undefined && !isTenth(stepUpFrom))) {
    throw invalid("Scores go from 0.0 to 1.0 in steps of 0.1.");
  }
  if (stepUpFrom !== undefined && stepUpFrom >= threshold) {
    throw invalid("The band of the second step begins below the threshold.");
  }
  if (stepUpHoldAmountMinor > holdAmountMinor) {
    throw invalid("Who takes the second step is held no more of than others.");
  }
  if (!settings.offered || !settings.gateEnabled) return;
  if (settings.siteKey === undefined || settings.allowedHostnames.length === 0) {
    throw invalid("The gate needs a site key and the hostnames of the pages that it protects.");
  }
}

/** Whether a number is a score that an operator may set: 0.0 to 1.0, one decimal. */
function isTenth(score: number): boolean {
  return score >= 0 && score <= 1 && Math.round(score * 10) / 10 === score;
}

function invalid(message: string): DomainError {
  return new DomainError("adhoc.settings-invalid", message);
}

/** What may be changed; null takes something away. */
export type GateSettingsChange = {
  readonly [K in Exclude<
    keyof GateSettings,
    "operatorId" | "createdAt" | "updatedAt" | "version"
  >]?: GateSettings[K] | null | undefined;
};

/** The settings after a change. Throws `adhoc.settings-invalid`. */
export function changedGateSettings(
  before: GateSettings,
  change: GateSettingsChange,
  now: string,
): GateSettings {
  const fields = Object.entries({ ...before, ...withoutUndefined(change) });
  const kept = Object.fromEntries(fields.filter(([, value]) => value !== null));
  const createdAt = before.version === 0 ? now : before.createdAt;
  const life = { createdAt, updatedAt: now, version: before.version + 1 };
  // Only optional fields can be null: the contract lets no other one be.
  const after = { ...kept, ...life } as unknown as GateSettings;
  checkGateSettings(after);
  return after;
}

function withoutUndefined(change: object): object {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
