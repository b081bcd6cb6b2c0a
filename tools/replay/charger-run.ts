import { chargerLink } from "./charger-link.ts";
import { type Fault, faultyDelivery } from "./faulty-delivery.ts";
import type { Random } from "./random.ts";
import { messagesOf, type ReplayMessage } from "./session-messages.ts";
import type { TrueCharger, TrueSession } from "./true-session.ts";

/** What the charger itself lost of a session, so that nobody can know it any more. */
export type Loss = "start lost for good" | "stop lost for good" | "transaction id lost";
/** What the order of the messages suffered. */
export type Disorder = "events out of order" | "session told after the next one" | "readings lost";

export interface ToldSession {
  readonly charger: TrueCharger;
  readonly truth: TrueSession;
  readonly transactionId: number | string | undefined;
  readonly loss?: Loss;
}

/** Lets a charger tell its sessions, with faults; gives what it was told of each. */
export async function runCharger(
  charger: TrueCharger,
  place: { readonly operatorId: string; readonly tariffId: string },
  random: Random,
  count: (what: Fault | Loss | Disorder) => void,
): Promise<readonly ToldSession[]> {
  const link = chargerLink({ ...place, ...charger });
  const delivery = faultyDelivery(charger, link, random, count);
  const losses = new Map<string, Loss>();
  await link.connect();

  const tell = async (message: ReplayMessage): Promise<void> => {
    const isWithoutId = losses.get(message.session.name) === "transaction id lost";
    await delivery.deliver(message, isWithoutId && message.kind === "stop" ? -1 : undefined);
  };
  const queues = charger.sessions.map((session) => {
    const loss = lossOf(charger, random);
    if (loss) {
      losses.set(session.name, loss);
      count(loss);
    }
    return disordered(charger, withoutLost(messagesOf(charger, session), loss), random, count);
  });
  for (let index = 0; index < queues.length; index += 1) {
    const [own = [], next] = [queues[index], queues[index + 1]];
    const isOffline = next !== undefined && random.chance(0.04);
    if (isOffline) count("session told after the next one");
    for (const message of isOffline ? [...next, ...own] : own) await tell(message);
    if (isOffline) index += 1;
  }
  await delivery.deliverLateCopies();

  return charger.sessions.map((truth) => {
    const loss = losses.get(truth.name);
    const transactionId =
      charger.version === "ocpp1.6" ? delivery.transactionIdOf(truth.name) : truth.name;
    return { charger, truth, transactionId, ...(loss && { loss }) };
  });
}

function lossOf({ version }: TrueCharger, random: Random): Loss | undefined {
  if (random.chance(0.02)) return "stop lost for good";
  if (!random.chance(0.02)) return undefined;
  return version === "ocpp1.6" ? "transaction id lost" : "start lost for good";
}

function withoutLost(messages: readonly ReplayMessage[], loss: Loss | undefined) {
  if (loss === "stop lost for good") return messages.filter(({ kind }) => kind !== "stop");
  if (loss === "start lost for good") return messages.filter(({ kind }) => kind !== "start");
  return messages;
}

/** 1.6 keeps its order, as every message waits for the id; 2.0.1 may not. Readings are not kept by every charger. */
function disordered(
  { version }: TrueCharger,
  messages: readonly ReplayMessage[],
  random: Random,
  count: (what: Disorder) => void,
): readonly ReplayMessage[] {
  const kept = messages.filter(({ kind }) => {
    const isLost = kind === "meter" && random.chance(0.05);
    if (isLost) count("readings lost");
    return !isLost;
  });
  if (version === "ocpp1.6" || !random.chance(0.2)) return kept;
  count("events out of order");
  return kept
    .map((message, index) => ({ message, rank: index + random.whole(0, 3) }))
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ message }) => message);
}
