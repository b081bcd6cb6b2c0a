import type {
  RememberedAnswer,
  RememberedWrite,
  RememberedWriteStore,
} from "#adapters/dynamodb/remembered-write-store.ts";
import type { Member } from "#domain/access/member.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { standingOf } from "#domain/access/standing-of.ts";
import { DomainError } from "#domain/errors.ts";
import type { FindVisitor } from "#domain/tenancy/visitor.ts";
import type { RestGate } from "#functions/shared/rest-gate.ts";
import { aMember, type HolderOfRole } from "./members.ts";

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

/** Who the given people are, in operators that all exist and are open. */
function memoryVisitors(...people: readonly HolderOfRole[]): FindVisitor {
  const members: readonly Member[] = people.map(aMember);
  return async ({ subject }, scope) => {
    const places = members.filter(
      (member) =>
        member.subject === subject && (member.scope === scope || member.scope === PLATFORM_SCOPE),
    );
    return {
      standing: standingOf({ subject, operatorId: scope }, places, []),
      operator: "open",
      places,
    };
  };
}

/** A gate that takes a subject for a token and knows the given people. */
export function memoryGate(...people: readonly HolderOfRole[]): RestGate {
  return {
    async verifyAccessToken(token) {
      if (token === "bad") throw new DomainError("access.unauthenticated", "not valid");
      return { subject: token };
    },
    findVisitor: memoryVisitors(...people),
    rememberedWrites: memoryRememberedWrites(),
    actFor: (_scope, work) => work(),
    noteUse: async () => {},
    noteSignIn: async () => {},
    noteAccess: async () => {},
    noteRefusal: async () => {},
  };
}
