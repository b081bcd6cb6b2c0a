import type * as z from "zod";
import { chargerPages } from "#adapters/dynamodb/charger-pages.ts";
import type { createCommandJob } from "#contracts/rest/command-jobs.ts";
import { MOST_CHARGERS } from "#domain/command-jobs/command-job.ts";
import { DomainError } from "#domain/errors.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { invalid } from "#functions/shared/rest-request.ts";

const fleetTable = environment("FLEET_TABLE");

type Body = z.output<(typeof createCommandJob)["body"]>;

/** What of a charger decides about a job. */
export type ChosenCharger = Pick<Charger, "chargerId" | "siteId">;

/**
 * The chargers that a job is for, in the order of their ids, and how many there are in all. Throws `request.invalid`
 * where none is meant or one is unknown, and `command-job.too-many-chargers`.
 */
export async function chosenChargers(
  context: TenantContext,
  body: Body,
): Promise<{ readonly chargers: readonly ChosenCharger[]; readonly fleetChargers: number }> {
  const { chargerIds, siteId, filter } = body;
  const byIds = chargerIds !== undefined;
  if (byIds === (siteId !== undefined || filter !== undefined)) {
    const detail = "Say either chargerIds, or siteId, filter or both";
    throw invalid({ in: "body", pointer: byIds ? "/chargerIds" : "/siteId", detail });
  }
  const wanted = new Set(chargerIds);
  const chargers: ChosenCharger[] = [];
  let fleetChargers = 0;
  for await (const page of chargerPages(context, fleetTable).pages()) {
    fleetChargers += page.length;
    const chosen = page.filter((one) => (byIds ? wanted.has(one.chargerId) : fits(one, body)));
    chargers.push(...chosen.map(({ chargerId, siteId: at }) => ({ chargerId, siteId: at })));
  }
  refuseUnknown(chargerIds ?? [], chargers);
  if (chargers.length === 0) {
    throw invalid({ in: "body", pointer: "/filter", detail: "No charger is so" });
  }
  if (chargers.length > MOST_CHARGERS) {
    const message = `One job reaches ${MOST_CHARGERS} chargers at most; these are ${chargers.length}.`;
    throw new DomainError("command-job.too-many-chargers", message);
  }
  return { chargers, fleetChargers };
}

function fits(charger: Charger, { siteId, filter = {} }: Body): boolean {
  const { connection, boot } = charger;
  return (
    (siteId === undefined || charger.siteId === siteId) &&
    (filter.ocppVersion === undefined || connection?.version === filter.ocppVersion) &&
    (filter.connected === undefined || filter.connected === (connection !== undefined)) &&
    (filter.vendor === undefined || boot?.vendor === filter.vendor) &&
    (filter.model === undefined || boot?.model === filter.model) &&
    (filter.firmwareVersion === undefined || boot?.firmwareVersion === filter.firmwareVersion)
  );
}

function refuseUnknown(asked: readonly string[], found: readonly ChosenCharger[]): void {
  const known = new Set(found.map(({ chargerId }) => chargerId));
  const unknown = asked.flatMap((chargerId, index) => (known.has(chargerId) ? [] : [index]));
  if (unknown.length === 0) return;
  throw invalid(
    ...unknown.map((index) => {
      const pointer = `/chargerIds/${index}`;
      return { in: "body" as const, pointer, detail: "There is no such charger" };
    }),
  );
}
