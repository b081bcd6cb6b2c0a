import { DomainError } from "../errors.ts";
import type { Notice } from "./notice.ts";
import { type ConsentChannel, PURPOSES, type PurposeName } from "./purposes.ts";

/** One line of the ledger: what a person answered, when, by what words and which way. Never changed. */
export interface ConsentEntry {
  readonly operatorId: string;
  readonly driverId: string;
  readonly purpose: PurposeName;
  readonly decision: "given" | "withdrawn";
  readonly at: string;
  readonly channel: ConsentChannel;
  /** Absent where a withdrawal needed no words. */
  readonly noticeId?: string;
  readonly noticeSha256?: string;
  /** Who took the answer down: the person themselves, or the desk for them. */
  readonly source: "self" | "desk";
}

/** An answer that is to be written down. */
export interface ConsentAnswer {
  readonly purpose: PurposeName;
  readonly decision: "given" | "withdrawn";
  readonly channel: ConsentChannel;
  readonly noticeId?: string | undefined;
}

/** Where a person stood on a purpose at a moment. */
export interface ConsentState {
  readonly purpose: PurposeName;
  readonly consented: boolean;
  readonly entry?: ConsentEntry;
}

/**
 * The line that an answer becomes. Giving points to words that were shown at that moment; withdrawing needs none, so that
 * it is as easy. Throws `consent.notice-missing`, `consent.notice-unfit` and `consent.cannot-withdraw`.
 */
export function consentEntry(
  answer: ConsentAnswer,
  notice: Notice | undefined,
  by: Pick<ConsentEntry, "operatorId" | "driverId" | "source" | "at">,
): ConsentEntry {
  const { purpose, decision, channel } = answer;
  if (decision === "withdrawn" && PURPOSES[purpose].kind === "notice") {
    throw new DomainError("consent.cannot-withdraw", "What one was told cannot be taken back.");
  }
  if (decision === "given" && notice === undefined) {
    throw new DomainError("consent.notice-missing", "Name the notice whose words were shown.");
  }
  const isRetired = notice?.retiredAt !== undefined && notice.retiredAt <= by.at;
  if (notice && (notice.purpose !== purpose || notice.channel !== channel || isRetired)) {
    throw new DomainError("consent.notice-unfit", "The notice is not of this purpose and channel.");
  }
  return {
    ...by,
    purpose,
    decision,
    channel,
    ...(notice && { noticeId: notice.noticeId, noticeSha256: notice.sha256 }),
  };
}

/** Where a person stood on a purpose, by their last answer up to a moment. Silence is no. */
export function consentState(purpose: PurposeName, last: ConsentEntry | undefined): ConsentState {
  return { purpose, consented: last?.decision === "given", ...(last && { entry: last }) };
}
