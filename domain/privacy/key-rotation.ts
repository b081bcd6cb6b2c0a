import { DomainError, type DomainErrorCode } from "../errors.ts";

/** `rewrap` wraps the data keys anew and leaves what they sealed; `reencrypt` replaces the data keys themselves. */
export const ROTATION_KINDS = ["rewrap", "reencrypt"] as const;
type RotationKind = (typeof ROTATION_KINDS)[number];

/** The steps of each kind, in their order. Each may be interrupted anywhere and done again. */
const STEPS = {
  rewrap: ["wrap-anew"],
  reencrypt: ["make-generations", "write-anew", "verify", "drop-generations"],
} as const;
export const ROTATION_STEPS = [...STEPS.rewrap, ...STEPS.reencrypt] as const;
type RotationStep = (typeof ROTATION_STEPS)[number];

/**
 * How long a rotation waits before it relies on everybody using the new keys: an operator's key is held in memory for
 * five minutes at most (docs/adr/0105), and no function runs longer than four.
 */
const PAUSE_MS = 10 * 60_000;
/** Progress is made every minute or not at all; after so long without any, something was lost. */
const STUCK_MS = 30 * 60_000;

interface RotationCounts {
  /** Keys that were wrapped anew, or replaced. */
  readonly keys: number;
  /** Sealed fields that are under the new keys. */
  readonly fields: number;
  /** Sealed fields that no key opens: their subject was erased, or they were altered. They stay as they are. */
  readonly unreadable: number;
}

/** The replacement of an operator's keys, and how far it came. */
export interface KeyRotation {
  readonly operatorId: string;
  readonly rotationId: string;
  readonly kind: RotationKind;
  readonly state: "running" | "done" | "failed";
  /** What is done next; absent when it is over. */
  readonly step?: RotationStep;
  /** Where in the step to go on; absent for its beginning. */
  readonly position?: string;
  /** Before this nothing is done. */
  readonly notBefore?: string;
  readonly counts: RotationCounts;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly finishedAt?: string;
  readonly failureCode?: DomainErrorCode;
  readonly version: number;
}

/** What a bounded part of a step met, whether it was done now or before; without a position the step is over. */
export interface RotationPart {
  readonly counts: Partial<RotationCounts>;
  readonly position?: string;
  /** `verify` only: something is still under an old key. */
  readonly foundOld?: boolean;
}

/** What the steps do in the world. */
export type RotationPorts = Readonly<
  Record<RotationStep, (rotation: KeyRotation) => Promise<RotationPart>>
>;

export function newRotation(
  by: Pick<KeyRotation, "operatorId" | "rotationId" | "kind" | "startedBy" | "startedAt">,
): KeyRotation {
  const counts = { keys: 0, fields: 0, unreadable: 0 };
  const { startedAt: updatedAt } = by;
  return { ...by, state: "running", step: STEPS[by.kind][0], counts, updatedAt, version: 1 };
}

/** Whether there is something to do now. */
export function isRotationDue({ state, notBefore = "" }: KeyRotation, now: string): boolean {
  return state === "running" && notBefore <= now;
}

/** Whether a rotation has to be woken: its pause is over, or it was interrupted and nobody goes on with it. */
export function isRotationToWake(rotation: KeyRotation, now: string): boolean {
  if (!isRotationDue(rotation, now)) return false;
  const isRested = rotation.notBefore !== undefined;
  return isRested || Date.parse(now) - Date.parse(rotation.updatedAt) >= STUCK_MS;
}

/** The same place again, its pause over: storing it wakes what goes on. */
export function awoken(rotation: KeyRotation, now: string): KeyRotation {
  const { notBefore: _, ...rest } = rotation;
  return { ...rest, updatedAt: now, version: rotation.version + 1 };
}

/**
 * Does a bounded part of a rotation and gives what it is afterwards. Old keys go only after all was found under new
 * ones, a pause after it was written: until then, who read something before may still have stored it as it was. A key
 * that cannot be used fails the rotation; other failures are thrown, and the part is done again.
 */
export async function rotatePart(
  rotation: KeyRotation,
  ports: RotationPorts,
  now: () => string,
): Promise<KeyRotation> {
  const { step } = rotation;
  if (step === undefined) return rotation;
  try {
    const part = await ports[step](rotation);
    return behind(rotation, step, part, now());
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "privacy.key-denied") throw error;
    return over(rotation, { state: "failed", failureCode: error.code }, now());
  }
}

function behind(
  rotation: KeyRotation,
  step: RotationStep,
  { counts, position, foundOld = false }: RotationPart,
  now: string,
): KeyRotation {
  const { position: _, notBefore: __, ...rest } = rotation;
  const after: KeyRotation = {
    ...rest,
    counts: {
      keys: rotation.counts.keys + (counts.keys ?? 0),
      fields: rotation.counts.fields + (counts.fields ?? 0),
      unreadable: rotation.counts.unreadable + (counts.unreadable ?? 0),
    },
    updatedAt: now,
    version: rotation.version + 1,
  };
  if (step === "verify" && foundOld) return paused({ ...writtenAnew(after), step: "write-anew" });
  if (position !== undefined) return { ...after, position };
  const steps: readonly RotationStep[] = STEPS[rotation.kind];
  const next = steps[steps.indexOf(step) + 1];
  if (next === undefined) return over(rotation, { state: "done", counts: after.counts }, now);
  return next === "drop-generations" ? { ...after, step: next } : paused({ ...after, step: next });
}

/** Fields are counted once, however often they are gone through. */
function writtenAnew(rotation: KeyRotation): KeyRotation {
  return { ...rotation, counts: { ...rotation.counts, fields: 0, unreadable: 0 } };
}

function paused(rotation: KeyRotation): KeyRotation {
  const notBefore = new Date(Date.parse(rotation.updatedAt) + PAUSE_MS).toISOString();
  return { ...rotation, notBefore };
}

function over(
  rotation: KeyRotation,
  end: Pick<KeyRotation, "state"> & Partial<Pick<KeyRotation, "counts" | "failureCode">>,
  now: string,
): KeyRotation {
  const { step: _, position: __, notBefore: ___, ...rest } = rotation;
  return { ...rest, ...end, updatedAt: now, finishedAt: now, version: rotation.version + 1 };
}
