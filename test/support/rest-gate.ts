import type {
  RememberedAnswer,
  RememberedWrite,
  RememberedWriteStore,
} from "#adapters/dynamodb/remembered-write-store.ts";
import { DomainError } from "#domain/errors.ts";
import type { Membership } from "#domain/tenancy/membership.ts";
import type { RestGate } from "#functions/shared/rest-gate.ts";

/** Remembered writes in memory, with the rules of the real store but for the passing of time. */
export function memoryRememberedWrites(): RememberedWriteStore {
  const writes = new Map<string, RememberedWrite>();
  const nameOf = (name: object) => JSON.stringify(name);
  return {
    async begin(name, write) {
      const first = writes.get(nameOf(name));
      if (!first) writes.set(nameOf(name), write);
      return first;
    },
    async finish(name, startedAt, answer: RememberedAnswer) {
      const write = writes.get(nameOf(name));
      if (write?.startedAt === startedAt) writes.set(nameOf(name), { ...write, answer });
    },
    async forget(name) {
      writes.delete(nameOf(name));
    },
  };
}

/** A gate that takes a subject for a token and knows the given people. */
export function memoryGate(...members: readonly Membership[]): RestGate {
  return {
    async verifyAccessToken(token) {
      if (token === "bad") throw new DomainError("access.unauthenticated", "not valid");
      return token;
    },
    findMembership: async (subject, scope) =>
      members.find((member) => member.subject === subject && member.scope === scope),
    rememberedWrites: memoryRememberedWrites(),
    actFor: (_scope, work) => work(),
  };
}
