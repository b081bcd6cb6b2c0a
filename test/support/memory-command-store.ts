import type { CommandStore } from "#adapters/dynamodb/command-store.ts";
import { type ChargerAddress, type Command, isFinal } from "#domain/commands/command.ts";

const byId = (one: Command, other: Command) => (one.commandId < other.commandId ? -1 : 1);

/** The command store's contract without a database. */
export function memoryCommandStore(): CommandStore & {
  /** Every command as it is now. */
  readonly all: () => readonly Command[];
} {
  const commands = new Map<string, Command>();
  const places = new Map<string, Set<string>>();
  const outstanding = new Map<string, string>();

  const partition = ({ operatorId, chargerId }: ChargerAddress) => `${operatorId}#${chargerId}`;
  const key = (charger: ChargerAddress, commandId: string) => `${partition(charger)}#${commandId}`;
  const placesOf = (charger: ChargerAddress) => {
    const found = places.get(partition(charger)) ?? new Set<string>();
    places.set(partition(charger), found);
    return found;
  };
  const find = (charger: ChargerAddress, commandId: string) =>
    commands.get(key(charger, commandId));
  const change = (command: Command, from: Command["state"]): boolean => {
    const stored = find(command, command.commandId);
    if (stored?.state !== from) return false;
    const isSameSending = stored.sentAt === command.sentAt && stored.sentTo === command.sentTo;
    if (from === "sent" && !isSameSending) return false;
    commands.set(key(command, command.commandId), structuredClone(command));
    return true;
  };
  const free = (charger: ChargerAddress, commandId: string) => {
    const held = partition(charger);
    if (outstanding.get(held) === commandId) outstanding.delete(held);
  };

  return {
    all: () => [...commands.values()].sort(byId),

    async create(command) {
      if (find(command, command.commandId)) throw new Error("the command id is in use");
      commands.set(key(command, command.commandId), structuredClone(command));
      if (!isFinal(command)) placesOf(command).add(command.commandId);
    },
    async find(operatorId, chargerId, commandId) {
      return find({ operatorId, chargerId }, commandId);
    },
    async list(operatorId, chargerId, { limit, after }) {
      const ofCharger = [...commands.values()]
        .filter((one) => partition(one) === partition({ operatorId, chargerId }))
        .filter(({ commandId }) => after === undefined || commandId < after)
        .sort(byId)
        .reverse();
      const items = ofCharger.slice(0, limit);
      const last = items.at(-1);
      return { items, ...(ofCharger.length > limit && last && { after: last.commandId }) };
    },

    async head(charger) {
      const [oldest] = [...placesOf(charger)].sort();
      const commandId = outstanding.get(partition(charger)) ?? oldest;
      if (commandId === undefined) return undefined;
      return { commandId, command: find(charger, commandId) };
    },
    async markSent(sent) {
      if (outstanding.has(partition(sent)) || !change(sent, "queued")) return false;
      outstanding.set(partition(sent), sent.commandId);
      return true;
    },
    async requeue(queued) {
      if (!change(queued, "sent")) return false;
      free(queued, queued.commandId);
      return true;
    },
    async finish(finished, from) {
      if (!change(finished, from)) return false;
      placesOf(finished).delete(finished.commandId);
      free(finished, finished.commandId);
      return true;
    },
    async leave(charger, commandId) {
      placesOf(charger).delete(commandId);
      free(charger, commandId);
    },
  };
}
