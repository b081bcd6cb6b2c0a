import { randomBytes } from "node:crypto";
import { commandJobStore } from "#adapters/dynamodb/command-job-store.ts";
import {
  cancelCommandJob,
  createCommandJob,
  listCommandJobChargers,
  listCommandJobs,
  readCommandJob,
} from "#contracts/rest/command-jobs.ts";
import { type CommandJob, stateOf } from "#domain/command-jobs/command-job.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { changeOf } from "./change-of.ts";
import { chosenChargers } from "./chosen-chargers.ts";
import { digestOf } from "./digest-of.ts";
import { commandJobReply } from "./job-reply.ts";
import { refuseUnfit } from "./refuse-unfit.ts";

const tables = {
  directoryTable: environment("DIRECTORY_TABLE"),
  securityTable: environment("SECURITY_TABLE"),
};
const fleetTable = environment("FLEET_TABLE");
const storeOf = (context: TenantContext) => commandJobStore(context, fleetTable, sealerOf);

export const handler = restHandler(
  [
    route(listCommandJobs, async ({ context, query }) => {
      const list = listOf(context, "command-jobs", query);
      const place = { limit: query.limit, after: placeIn(list, query) };
      const page = await storeOf(context).list(place);
      return { body: { items: page.items.map(commandJobReply), ...nextCursor(list, page) } };
    }),

    route(createCommandJob, async (request) => {
      const { context, body, receivedAt } = request;
      const { action, payload, perMinute } = body;
      const { chargers, fleetChargers } = await chosenChargers(context, body);
      refuseUnfit(context, body, chargers, receivedAt);
      const chargerIds = chargers.map(({ chargerId }) => chargerId);
      const random = randomBytes(COMMAND_ID_RANDOM_BYTES);
      const job: CommandJob = {
        operatorId: context.operatorId,
        commandJobId: newCommandId(Date.parse(receivedAt), random),
        action,
        payload,
        digest: digestOf(chargerIds, payload),
        state: "running",
        chargers: chargerIds.length,
        perMinute,
        commanded: 0,
        outcomes: {},
        createdAt: receivedAt,
        createdBy: context.subject,
        updatedAt: receivedAt,
        version: 1,
      };

      const store = storeOf(context);
      const change = await changeOf(job, fleetChargers, store);
      const { commandJobId, digest } = job;
      const shown = { commandJobId, digest, action, chargers: job.chargers, perMinute };
      const awaits = await askSecondPerson(request, { change, payload: shown }, tables);
      await store.create(awaits ? { ...job, state: "awaiting-approval" } : job, chargerIds);
      if (awaits) return awaits;
      const place = `/v1/operators/${job.operatorId}/command-jobs/${commandJobId}`;
      return {
        body: commandJobReply(job),
        version: job.version,
        headers: { location: place },
      };
    }),

    route(readCommandJob, async ({ context, params }) => {
      const job = await storeOf(context).find(params.commandJobId);
      return { body: commandJobReply(job), version: job.version };
    }),

    route(listCommandJobChargers, async ({ context, params, query }) => {
      const store = storeOf(context);
      const { commandJobId } = await store.factsOf(params.commandJobId);
      const list = listOf(context, `command-jobs/${commandJobId}/chargers`, query);
      const place = { limit: query.limit, after: placeIn(list, query) };
      const page = await store.chargers(commandJobId, place);
      const items = page.items.map((charger) => ({ ...charger }));
      return { body: { items, ...nextCursor(list, page) } };
    }),

    route(cancelCommandJob, async ({ context, params, receivedAt }) => {
      const store = storeOf(context);
      const job = await store.find(params.commandJobId);
      if (stateOf(job) === "done" || job.state === "cancelled") {
        throw new DomainError("command-job.over", "There is nothing left to stop.");
      }
      await store.changeState(job, "cancelled", receivedAt);
      const stopped = await store.find(params.commandJobId);
      return { body: commandJobReply(stopped), version: stopped.version };
    }),
  ],
  staffGate,
);
