import type { MessageWatch } from "#domain/fleet/message-watch.ts";
import type { EventFacts } from "./event-stamp.ts";

/** What a watch's item has that an event may say; its salt makes pseudonyms and is nobody else's business. */
export interface StoredWatch extends Pick<MessageWatch, "until"> {
  readonly operatorId: string;
  readonly chargerId: string;
  readonly createdAt: string;
}

/** That a watch began; each one anew is a watch of its own. */
export function watchEvents({
  operatorId,
  chargerId,
  until,
  createdAt,
}: StoredWatch): EventFacts[] {
  return [{ type: "MessageWatchStarted", operatorId, chargerId, until, occurredAt: createdAt }];
}
