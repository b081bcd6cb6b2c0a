import * as z from "zod";
import { commandJobState } from "#adapters/dynamodb/command-job-state.ts";
import { DomainError } from "#domain/errors.ts";
import type { CarryOut } from "./approved-action.ts";

const payloadOf = z.object({ commandJobId: z.string(), digest: z.string() });

/** Lets a job begin that reaches more chargers than one person may reach. */
export function carryOutCommandJob(fleetTable: string): CarryOut {
  return async ({ context, payload, closing, now }) => {
    const { commandJobId, digest } = payloadOf.parse(payload);
    const store = commandJobState(context, fleetTable);
    const before = await store.factsOf(commandJobId);
    if (before.state !== "awaiting-approval" || before.digest !== digest) {
      throw new DomainError("version.conflict", "The job was stopped since this was asked for.");
    }
    await store.changeState(before, "running", now, [closing]);
  };
}
