import { expect, it } from "vitest";
import type { Job, JobStep } from "#domain/jobs/job.ts";
import { recordStep } from "#domain/jobs/record-step.ts";
import { aJob } from "#test/support/jobs.ts";

const at = "2026-03-01T10:00:00.000Z";
const charger = { operatorId: "demo-a", chargerId: "CP-1" };

async function stepsAfter(job: Job, status: string, requestId = 12): Promise<readonly JobStep[]> {
  const steps = [...job.steps];
  const jobs = {
    newest: async () => [job],
    addStep: async (_: Job, step: JobStep) => {
      steps.push(step);
    },
  };
  await recordStep(charger, { kind: "firmware-update", requestId, status, at }, { jobs });
  return steps;
}

it("adds what a charger tells to its job", async () => {
  expect(await stepsAfter(aJob(), "Downloading")).toEqual([{ status: "Downloading", at }]);
});

it("adds nothing where the charger says the same again", async () => {
  const downloading = aJob({ steps: [{ status: "Downloading", at }] });

  expect(await stepsAfter(downloading, "Downloading")).toEqual(downloading.steps);
});

it("adds nothing to a job of another request", async () => {
  expect(await stepsAfter(aJob(), "Downloading", 99)).toEqual([]);
});

it("lets no charger fill a job without end", async () => {
  const steps = Array.from({ length: 100 }, (_, index) => ({
    status: index % 2 === 0 ? "Downloading" : "DownloadPaused",
    at,
  }));

  expect(await stepsAfter(aJob({ steps }), "Downloading")).toHaveLength(100);
});
