import { describe, expect, it } from "vitest";
import type { Job } from "#domain/jobs/job.ts";
import { endedAtOf, jobToldOf, outcomeOf, stateOf, withCancelled } from "#domain/jobs/job-life.ts";
import { aJob } from "#test/support/jobs.ts";

const told = (...statuses: string[]): Pick<Job, "steps"> => ({
  steps: statuses.map((status, minute) => ({ status, at: `2026-03-01T09:0${minute}:30.000Z` })),
});
const unanswered = (): Job => {
  const { answeredAs, answeredAt, ...job } = aJob();
  return job;
};

describe("a job", () => {
  it.each([
    ["requested", "open", unanswered()],
    ["accepted", "open", aJob()],
    ["accepted", "open", aJob({ answeredAs: "AcceptedCanceled" })],
    ["rejected", "failed", aJob({ answeredAs: "Rejected" })],
    ["timed-out", "failed", aJob({ answeredAs: "TimedOut" })],
    ["empty-result-set", "succeeded", aJob({ answeredAs: "EmptyResultSet" })],
    ["downloading", "open", aJob(told("Downloading"))],
    ["install-rebooting", "open", aJob(told("Installing", "InstallRebooting"))],
    ["installed", "succeeded", aJob(told("Downloading", "Installed"))],
    ["upload-failure", "failed", aJob(told("Uploading", "UploadFailure"))],
    ["accepted-canceled", "cancelled", aJob(told("AcceptedCanceled"))],
    ["downloading", "open", { ...unanswered(), ...told("Downloading") }],
  ])("is %s and %s", (state, outcome, job) => {
    expect([stateOf(job), outcomeOf(job)]).toEqual([state, outcome]);
  });

  it("ends when the charger tells its end, or refuses it", () => {
    expect(endedAtOf(aJob(told("Downloading", "Installed")))).toBe("2026-03-01T09:01:30.000Z");
    expect(endedAtOf(aJob({ answeredAs: "Rejected" }))).toBe(aJob().answeredAt);
    expect(endedAtOf(aJob(told("Downloading")))).toBeUndefined();
  });
});

describe("what a charger tells", () => {
  const kind = "firmware-update";
  const newer = (fields: Partial<Job> = {}) => aJob({ jobId: "01NEWER", requestId: 13, ...fields });

  it("is about the job of the request", () => {
    expect(jobToldOf([newer(), aJob()], { kind, requestId: 12 })).toEqual(aJob());
  });

  it("is about the newest job of its kind where there is no number", () => {
    const log = newer({ jobId: "01NEWEST", kind: "log-upload" });

    expect(jobToldOf([log, newer(), aJob()], { kind })).toEqual(newer());
  });

  it("passes over a job that the charger never took on", () => {
    expect(jobToldOf([newer({ answeredAs: "Rejected" }), aJob()], { kind })).toEqual(aJob());
  });

  it("opens a job again that failed, for chargers try anew", () => {
    const failed = aJob(told("Downloading", "DownloadFailed"));

    expect(jobToldOf([failed], { kind, requestId: 12 })).toEqual(failed);
  });

  it("believes a charger that goes to work though its answer was lost", () => {
    const unheard = aJob({ answeredAs: "TimedOut" });

    expect(jobToldOf([unheard], { kind, requestId: 12 })).toEqual(unheard);
  });

  it.each([
    ["succeeded", [aJob(told("Installed"))]],
    ["was given up for a newer one", [newer({ answeredAs: "AcceptedCanceled" }), aJob()]],
  ])("does not open a job again that %s", (_, jobs) => {
    expect(jobToldOf(jobs, { kind, requestId: 12 })).toBeUndefined();
  });
});

it("closes a job that the charger gave up for a newer one of its kind, and no other", () => {
  const newest = aJob({ jobId: "01NEWEST", answeredAs: "AcceptedCanceled" });
  const log = aJob({ jobId: "01LOG", kind: "log-upload" });
  const done = aJob({ jobId: "01DONE", ...told("Installed") });

  const jobs = withCancelled([newest, log, aJob(), done]);

  expect(jobs.map(outcomeOf)).toEqual(["open", "open", "cancelled", "succeeded"]);
});
