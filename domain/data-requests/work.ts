import { DomainError } from "../errors.ts";
import { dueAtOf, extendedDueAt } from "./clock.ts";
import type { DataRequest, IdentityCheck, Receipt } from "./data-request.ts";
import type { Regime, RequestTypeName } from "./request-types.ts";

/** A request that has just come in. */
export interface NewRequest {
  readonly operatorId: string;
  readonly dataRequestId: string;
  readonly driverId: string;
  readonly type: RequestTypeName;
  readonly regime: Regime;
  readonly origin: DataRequest["origin"];
  readonly identity: IdentityCheck;
  /** When it reached the operator: a letter came before it was typed in. */
  readonly receivedAt: string;
  readonly sealedDetails?: string;
}

/** Opens a request. Throws `data-request.identity-weak` unless the person signed in or two facts were compared. */
export function openRequest(request: NewRequest, now: string): DataRequest {
  const facts = new Set(request.identity.facts);
  if (request.identity.method !== "signed-in" && facts.size < 2) {
    throw new DomainError("data-request.identity-weak", "Compare at least two facts.");
  }
  return {
    ...request,
    state: "open",
    dueAt: dueAtOf(request.receivedAt, request.regime),
    warnedDays: [],
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
}

/**
 * Gives a request two more months. Throws `data-request.closed`, and `data-request.cannot-extend` outside the GDPR, a
 * second time, or when the first time is over.
 */
export function extend(
  request: DataRequest,
  extension: NonNullable<DataRequest["extension"]>,
): DataRequest {
  refuseClosed(request);
  const isLate = extension.at > request.dueAt;
  if (request.regime !== "gdpr" || request.extension || isLate) {
    throw new DomainError(
      "data-request.cannot-extend",
      "Only a request under the GDPR alone can be extended, once, before it is due.",
    );
  }
  return { ...request, extension, dueAt: extendedDueAt(request.dueAt) };
}

/** Refuses a request with its reason. Throws `data-request.closed`. */
export function refuse(
  request: DataRequest,
  refusal: NonNullable<DataRequest["refusal"]>,
): DataRequest {
  refuseClosed(request);
  if (request.state === "carrying-out") throw closed();
  return { ...request, state: "refused", refusal };
}

/** Closes a request with its receipt. Throws `data-request.closed`. */
export function complete(request: DataRequest, receipt: Receipt): DataRequest {
  refuseClosed(request);
  return { ...request, state: "done", receipt };
}

/** Marks a request as being carried out. Throws `data-request.closed`. */
export function begin(request: DataRequest): DataRequest {
  refuseClosed(request);
  return { ...request, state: "carrying-out" };
}

/** Whether nothing is to be done for a request any more. */
export function isClosed({ state }: Pick<DataRequest, "state">): boolean {
  return state === "done" || state === "refused";
}

function refuseClosed(request: DataRequest): void {
  if (isClosed(request)) throw closed();
}

function closed(): DomainError {
  return new DomainError("data-request.closed", "The request is answered already.");
}
