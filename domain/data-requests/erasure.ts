import { type Driver, PERSONAL_FIELDS } from "../drivers/driver.ts";
import { DomainError } from "../errors.ts";
import type { ReceiptLine } from "./data-request.ts";

/**
 * The steps of an erasure behind its start, in their order. Each may be done twice: a step that was interrupted is done
 * again.
 */
export const ERASURE_STEPS = [
  /** From here on nothing that was sealed can be read, wherever a copy of it may be. */
  "destroy-keys",
  /** Cards stop working. */
  "remove-tokens",
  /** Sessions stay as bills that name nobody. */
  "pseudonymise-sessions",
  /** What is left of the record goes, and the request is answered. */
  "certify",
] as const;
type ErasureStep = (typeof ERASURE_STEPS)[number];

/** Why a person's data is destroyed. */
export type ErasureCause = "request" | "retention" | "approval";

/** A job that erases a person, and how far it came. */
export interface Erasure {
  readonly operatorId: string;
  readonly driverId: string;
  readonly cause: ErasureCause;
  /** The request that it answers. */
  readonly dataRequestId?: string;
  readonly requestedBy: string;
  readonly startedAt: string;
  /** The next step; absent when all is done. */
  readonly step?: ErasureStep;
  readonly done: readonly ReceiptLine[];
  readonly finishedAt?: string;
  readonly certificateId?: string;
  readonly version: number;
}

/**
 * The job that erases a driver. Its start itself takes the fields, what leads to the person and their account away; what
 * that was is its first line. Throws `driver.erased` and `driver.legal-hold`.
 */
export function newErasure(
  driver: Driver & { readonly lookups: readonly string[] },
  by: Pick<Erasure, "cause" | "dataRequestId" | "requestedBy" | "startedAt">,
): Erasure {
  if (driver.state !== "active") {
    throw new DomainError("driver.erased", "The driver is being erased, or is.");
  }
  if (driver.legalHold) {
    throw new DomainError("driver.legal-hold", "A legal hold forbids to destroy this.");
  }
  const fields = PERSONAL_FIELDS.filter((field) => driver.sealed[field] !== undefined);
  return {
    ...by,
    operatorId: driver.operatorId,
    driverId: driver.driverId,
    step: "destroy-keys",
    done: withoutZeros([
      { what: "personal-fields", count: fields.length },
      { what: "search-entries", count: driver.lookups.length },
      { what: "account-links", count: driver.accountSubject === undefined ? 0 : 1 },
    ]),
    version: 1,
  };
}

/** What the steps do in the world. Each is safe to repeat and says what it did. */
export type ErasurePorts = Readonly<
  Record<ErasureStep, (erasure: Erasure) => Promise<readonly ReceiptLine[]>>
> & {
  /** Stores how far the job came; throws where another run has gone on with it. */
  readonly save: (erasure: Erasure) => Promise<void>;
  readonly now: () => string;
};

/**
 * Does what is left of an erasure, step by step: after each step it is stored how far it came, so that an interruption
 * anywhere costs the repetition of one step.
 */
export async function carryOutErasure(started: Erasure, ports: ErasurePorts): Promise<Erasure> {
  let erasure = started;
  while (erasure.step !== undefined) {
    const lines = await ports[erasure.step](erasure);
    erasure = behind(erasure, erasure.step, lines, ports.now());
    await ports.save(erasure);
  }
  return erasure;
}

function behind(
  erasure: Erasure,
  step: ErasureStep,
  lines: readonly ReceiptLine[],
  now: string,
): Erasure {
  const { step: _, ...rest } = erasure;
  const next = ERASURE_STEPS[ERASURE_STEPS.indexOf(step) + 1];
  const done = [...erasure.done, ...withoutZeros(lines)];
  const version = erasure.version + 1;
  if (next === undefined) {
    return { ...rest, done, version, finishedAt: now, certificateId: certificateIdOf(erasure) };
  }
  return { ...rest, done, version, step: next };
}

/** The certificate of an erasure: its id sorts by time, and is the same when the step is repeated. */
export function certificateIdOf({ startedAt, driverId }: Erasure): string {
  return `${startedAt}.${driverId}`;
}

function withoutZeros(lines: readonly ReceiptLine[]): readonly ReceiptLine[] {
  return lines.filter(({ count }) => count > 0);
}
