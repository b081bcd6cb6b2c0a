import { journalSearch } from "#adapters/dynamodb/journal-search.ts";
import { sessionQuery } from "#adapters/dynamodb/session-query.ts";
import { sessionSurroundings } from "#adapters/dynamodb/session-surroundings.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";

const MARGIN_MS = 10 * 60_000;
const MOST_ENTRIES = 200;

/** A session's story: the session as it is, what was around it, and what the journal says. Throws `session.not-found`. */
export async function storyOf(
  context: TenantContext,
  sessionId: string,
  now: string,
  tables: {
    readonly auditTable: string;
    readonly chargingTable: string;
    readonly fleetTable: string;
  },
) {
  const session = await sessionQuery(context, tables.chargingTable).find(sessionId);
  const { chargerId, state, startedAt, endedAt, energyWh, cost, flags } = session;
  const from = new Date(Date.parse(startedAt) - MARGIN_MS).toISOString();
  const to = new Date(Date.parse(endedAt ?? now) + MARGIN_MS).toISOString();
  const journal = journalSearch(context, tables.auditTable);
  const around = sessionSurroundings(context, tables);
  const about = (kind: string, id: string) => ({ by: "object", value: `${kind}#${id}` }) as const;
  const [own, charger, commands, meterMessages] = await Promise.all([
    journal.find(about("session", sessionId), {}, MOST_ENTRIES),
    journal.find(about("charger", chargerId), { from, to }, MOST_ENTRIES),
    around.commands(chargerId, from, to),
    around.countMeterMessages(sessionId),
  ]);
  const entries = [...own.items, ...charger.items].toSorted((one, other) =>
    one.at < other.at ? -1 : Number(one.at > other.at),
  );
  return {
    sessionId,
    chargerId,
    state,
    startedAt,
    ...(endedAt !== undefined && { endedAt }),
    ...(energyWh !== undefined && { energyWh }),
    ...(cost && { cost: { amountMinor: cost.amountMinor, currency: cost.currency } }),
    flags: [...flags],
    meterMessages,
    commands: [...commands],
    entries,
  };
}
