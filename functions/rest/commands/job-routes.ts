import { searchVariables } from "#adapters/dynamodb/device-variable-query.ts";
import { findCharger } from "#adapters/dynamodb/find-charger.ts";
import { jobStore } from "#adapters/dynamodb/job-store.ts";
import { reportedThingStore } from "#adapters/dynamodb/reported-thing-store.ts";
import { listDeviceVariables } from "#contracts/rest/device-variables.ts";
import { listJobs, readCustomerInformation, readJob } from "#contracts/rest/jobs.ts";
import { listReported } from "#contracts/rest/reported.ts";
import type { DeviceVariable } from "#domain/fleet/device-variable.ts";
import { outcomeOf, withCancelled } from "#domain/jobs/job-life.ts";
import { sortableNumber } from "#domain/reports/reported-thing.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { route } from "#functions/shared/rest-route.ts";
import { jobReply } from "./job-reply.ts";

const fleetTable = environment("FLEET_TABLE");
const jobs = jobStore(fleetTable);
const things = reportedThingStore(fleetTable, sealerOf);
const chargerOf = (context: TenantContext, chargerId: string) =>
  findCharger(context, fleetTable, chargerId);

/** What chargers were set to, and what they told. */
export const jobRoutes = [
  route(listJobs, async ({ context, params, query }) => {
    const charger = await chargerOf(context, params.chargerId);
    const list = listOf(context, `chargers/${charger.chargerId}/jobs`, query);
    const page = await jobs.list(charger, { limit: query.limit, after: placeIn(list, query) });
    return {
      body: { items: withCancelled(page.items).map(jobReply), ...nextCursor(list, page) },
    };
  }),

  route(readJob, async ({ context, params }) => {
    const charger = await chargerOf(context, params.chargerId);
    const job = await jobs.find(charger, params.jobId);
    // Whether the charger gave it up stands with a newer one.
    const newest = withCancelled(await jobs.newest(charger));
    return { body: jobReply(newest.find(({ jobId }) => jobId === job.jobId) ?? job) };
  }),

  route(readCustomerInformation, async ({ context, params }) => {
    const charger = await chargerOf(context, params.chargerId);
    const job = await jobs.find(charger, params.jobId);
    const { jobId, kind, requestId, requestedAt } = job;
    const isOne = kind === "customer-information" && requestId !== undefined;
    const parts = isOne ? await things.allFrom(charger, kind, `${sortableNumber(requestId)}.`) : [];
    // Numbers of requests come again; what was told before is about somebody else.
    const told = parts.filter(({ reportedAt }) => reportedAt >= requestedAt);
    const text = told.map(({ content }) => String(content["data"])).join("");
    return { body: { jobId, outcome: outcomeOf(job), text } };
  }),

  route(listReported, async ({ context, params, query }) => {
    const charger = await chargerOf(context, params.chargerId);
    const { kind } = params;
    const list = listOf(context, `chargers/${charger.chargerId}/reported/${kind}`, query);
    const place = { limit: query.limit, after: placeIn(list, query) };
    const page = await things.list(charger, kind, place);
    const items = page.items.map((thing) => ({ ...thing, kind, content: { ...thing.content } }));
    return { body: { items, ...nextCursor(list, page) } };
  }),

  route(listDeviceVariables, async ({ context, params, query }) => {
    const charger = await chargerOf(context, params.chargerId);
    const { component, variable, limit } = query;
    const list = listOf(context, `chargers/${charger.chargerId}/variables`, query);
    const search = { component, variable, limit, after: placeIn(list, query) };
    const page = await searchVariables(fleetTable, charger, search);
    return { body: { items: page.items.map(variableReply), ...nextCursor(list, page) } };
  }),
];

function variableReply(stored: DeviceVariable) {
  const { component, variable, attributes, characteristics, reportedAt } = stored;
  return {
    component: { ...component },
    variable: { ...variable },
    attributes: attributes.map((attribute) => ({ ...attribute })),
    ...(characteristics && { characteristics: { ...characteristics } }),
    reportedAt,
  };
}
