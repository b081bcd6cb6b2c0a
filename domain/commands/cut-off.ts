import type { ChargerConnection } from "../fleet/charger.ts";
import { afterSeconds } from "./clock.ts";
import type { Command } from "./command.ts";
import { refused } from "./finish-command.ts";

/** An answer that came over the old connection just before it went may still be on its way to us. */
const ANSWER_ON_ITS_WAY_SECONDS = 5;

/** What is to be done about a sent command whose connection went before it was answered. */
export type CutOff =
  | { readonly verdict: "repeat"; readonly queued: Command }
  | { readonly verdict: "wait"; readonly until: string }
  | { readonly verdict: "fail"; readonly failed: Command };

/**
 * Judges a command that was sent, by the connection that its charger has now; undefined while it is the one that the
 * command went over. What is safe to repeat waits for its turn again, unless it must not come late and nobody is there.
 * Anything else fails, because nobody knows whether the charger carried it out.
 */
export function cutOff(
  command: Command,
  connection: ChargerConnection | undefined,
  now: string,
): CutOff | undefined {
  const { sentTo, whenOffline, isSafeToRepeat, answerBy = now } = command;
  if (sentTo === undefined || connection?.connectionId === sentTo) return undefined;
  if (isSafeToRepeat && (connection || whenOffline === "queue")) {
    return { verdict: "repeat", queued: waitingAgain(command) };
  }

  const isKnownAt = connection && afterSeconds(connection.connectedAt, ANSWER_ON_ITS_WAY_SECONDS);
  const until = isKnownAt !== undefined && isKnownAt < answerBy ? isKnownAt : answerBy;
  if (now < until) return { verdict: "wait", until };
  const description =
    "The connection went before the charger answered: it may or may not have carried the command out.";
  return { verdict: "fail", failed: refused(command, "charger.cut-off", description, now) };
}

/** When and over what it was sent stays: an answer to that is still an answer. */
function waitingAgain({ answerBy: _, ...command }: Command): Command {
  return { ...command, state: "queued" };
}
