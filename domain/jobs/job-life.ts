import type { Job, JobKind } from "./job.ts";

/** `open` until the charger has told the end of it. */
export type JobOutcome = "cancelled" | "failed" | "open" | "succeeded";

/** The status that we give ourselves to a report whose last part has come. */
export const REPORTED = "Reported";

const SUCCEEDED: ReadonlySet<string> = new Set(["Installed", "Published", REPORTED, "Uploaded"]);
const FAILED: ReadonlySet<string> = new Set([
  "BadMessage",
  "DownloadFailed",
  "InstallationFailed",
  "InstallVerificationFailed",
  "InvalidChecksum",
  "InvalidSignature",
  "NotSupportedOperation",
  "PermissionDenied",
  "PublishFailed",
  "UploadFailed",
  "UploadFailure",
]);
/** Answers after which the charger goes to work. */
const ACCEPTED: ReadonlySet<string> = new Set(["Accepted", "AcceptedCanceled"]);
/** Answers that say all there is to say: there is nothing to report. */
const EMPTY: ReadonlySet<string> = new Set(["EmptyResultSet", "NoProfiles", "Unknown"]);
/** The answer, and the status, by which a charger gives a job up for a newer one of its kind. */
const CANCELLED = "AcceptedCanceled";
/** The charger may have heard the command all the same. */
const UNHEARD = "TimedOut";

/** How a job ended; what the charger told of the work counts before what it answered to the command. */
export function outcomeOf({ steps, answeredAs }: Job): JobOutcome {
  const last = steps.at(-1)?.status;
  if (last !== undefined) {
    if (last === CANCELLED) return "cancelled";
    if (SUCCEEDED.has(last)) return "succeeded";
    return FAILED.has(last) ? "failed" : "open";
  }
  if (answeredAs === undefined || ACCEPTED.has(answeredAs)) return "open";
  return EMPTY.has(answeredAs) ? "succeeded" : "failed";
}

/** A job's state in one word, kebab-case: `requested`, `accepted`, `downloading`, `installed`, … */
export function stateOf({ steps, answeredAs }: Job): string {
  const word = steps.at(-1)?.status ?? (answeredAs === CANCELLED ? "Accepted" : answeredAs);
  return kebabCase(word ?? "Requested");
}

/** When a job ended; undefined while it is open. */
export function endedAtOf(job: Job): string | undefined {
  if (outcomeOf(job) === "open") return undefined;
  return job.steps.at(-1)?.at ?? job.answeredAt;
}

/**
 * Jobs, newest first, with those closed that the charger gave up for a newer one: it says so in its answer to the
 * newer command alone (2.0.1 L01, N01).
 */
export function withCancelled(jobs: readonly Job[]): readonly Job[] {
  const cancelledAt = new Map<JobKind, string>();
  return jobs.map((job) => {
    const at = cancelledAt.get(job.kind);
    if (job.answeredAs === CANCELLED && job.answeredAt !== undefined) {
      cancelledAt.set(job.kind, job.answeredAt);
    }
    if (at === undefined || outcomeOf(job) !== "open") return job;
    return { ...job, steps: [...job.steps, { status: CANCELLED, at }] };
  });
}

/**
 * The job that a charger's message is about, among its jobs, newest first: the newest of its kind that the charger took
 * on, with the number of the request where there is one. One that failed may be tried again by the charger itself.
 */
export function jobToldOf(
  jobs: readonly Job[],
  { kind, requestId }: { readonly kind: JobKind; readonly requestId?: number | undefined },
): Job | undefined {
  const newest = withCancelled(jobs).find(
    (job) =>
      job.kind === kind &&
      (requestId === undefined || job.requestId === requestId) &&
      !wasRefused(job),
  );
  const outcome = newest && outcomeOf(newest);
  return outcome === "open" || outcome === "failed" ? newest : undefined;
}

function wasRefused(job: Job): boolean {
  if (job.steps.length > 0 || job.answeredAs === UNHEARD) return false;
  return outcomeOf(job) !== "open";
}

function kebabCase(word: string): string {
  return word.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}
