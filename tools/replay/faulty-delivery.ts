import type { ChargerLink } from "./charger-link.ts";
import type { Random } from "./random.ts";
import type { ReplayMessage } from "./session-messages.ts";
import type { TrueCharger } from "./true-session.ts";

/** What can go wrong with a message that is in order itself. */
const FAULTS = [
  "message lost on its way",
  "answer lost",
  "sent twice",
  "copy arrives late",
  "sent over a socket that was replaced",
  "connection cut",
  "reboot: message ids begin anew",
] as const;
export type Fault = (typeof FAULTS)[number];

/** Each of them, for each try of each message. */
const PROBABILITY = 0.06;
const CALL_RESULT = 3;

/** Delivers messages as a charger does that keeps them until they are answered. */
export function faultyDelivery(
  charger: TrueCharger,
  link: ChargerLink,
  random: Random,
  count: (fault: Fault) => void,
) {
  const transactionIds = new Map<string, number>();
  const late: (readonly unknown[])[] = [];
  let messageId = 0;
  const happens = (fault: Fault): boolean => {
    const does = random.chance(PROBABILITY);
    if (does) count(fault);
    return does;
  };
  const nextId = () => (charger.hasOneMessageId ? "1" : String(++messageId));
  const reboot = async () => {
    messageId = 0;
    await link.connect();
  };

  /** One try; gives the answer where the charger got one. */
  const attempt = async (message: ReplayMessage, transactionId: number) => {
    const frame = (id: string) => [2, id, message.action, message.payload(transactionId)];
    if (happens("reboot: message ids begin anew")) await reboot();
    if (happens("connection cut")) await link.connect();
    if (happens("message lost on its way")) return undefined;
    const first = frame(nextId());
    if (happens("sent over a socket that was replaced")) {
      await link.connect();
      const answer = await link.send(first, "ghost");
      if (answer[0] !== CALL_RESULT) return undefined;
    }
    const answer = await link.send(first);
    if (answer[0] !== CALL_RESULT) throw new Error(`refused: ${JSON.stringify(answer)}`);
    if (happens("sent twice")) await link.send(random.chance(0.5) ? first : frame(nextId()));
    if (happens("copy arrives late")) late.push(frame(nextId()));
    return happens("answer lost") ? undefined : answer;
  };

  return {
    /** Tries until there is an answer. An invented transaction id stands for one that the charger has lost. */
    async deliver(message: ReplayMessage, invented?: number): Promise<void> {
      const { name } = message.session;
      for (;;) {
        const answer = await attempt(message, invented ?? transactionIds.get(name) ?? -1);
        if (late.length > 0 && random.chance(0.3)) await link.send(late.shift() ?? []);
        if (answer === undefined) continue;
        const { transactionId } = (answer[2] ?? {}) as { readonly transactionId?: number };
        if (transactionId !== undefined) transactionIds.set(name, transactionId);
        return;
      }
    },
    async deliverLateCopies(): Promise<void> {
      for (const frame of late.splice(0)) await link.send(frame);
    },
    transactionIdOf: (name: string) => transactionIds.get(name),
  };
}
