import { keyDigest } from "#adapters/dynamodb/keys.ts";
import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { eventPublisher } from "#adapters/eventbridge/event-publisher.ts";
import { dormancyOf } from "#domain/access/dormancy.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { environment } from "#functions/shared/environment.ts";
import type { Duty } from "./duty.ts";

const publish = eventPublisher(environment("EVENT_BUS"));

/**
 * Tells on the bus, once for each end, whose account is about to be disabled because nobody uses it; whoever has a
 * channel to people can tell them.
 */
export async function warnOfDormancy({ context, members, now }: Duty): Promise<void> {
  const { operatorId } = context;
  const store = memberStore(context, accessTables.directoryTable);
  for (const before of members) {
    if (before.disabledAt !== undefined) continue;
    const { state, disableAt: endsAt } = dormancyOf(before, now);
    const { subject } = before;
    if (state !== "soon-dormant" || before.warnedOfEndAt === endsAt) continue;
    const refused = await publish([
      {
        eventId: keyDigest("AccessEndingSoon", operatorId, subject, endsAt),
        v: 1,
        type: "AccessEndingSoon",
        operatorId,
        subject,
        because: "dormant",
        endsAt,
        occurredAt: now,
      },
    ]);
    if (refused.length > 0) throw new Error("the bus took no event");
    await store.write({ before, after: { ...before, warnedOfEndAt: endsAt } }, now);
  }
}
