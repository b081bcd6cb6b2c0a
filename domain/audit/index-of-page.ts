import type { AuditFacts } from "./entry.ts";
import { type JournaledTable, kindOf } from "./kind-of.ts";

/** Something that people look for in the journal: an object, or a person or program who did something. */
export interface SearchTerm {
  readonly by: "actor" | "object";
  readonly value: string;
}

/** What a change can be found by. Telemetry and machines are not looked for. */
export function termsOf(table: JournaledTable, sk: string, facts: AuditFacts): SearchTerm[] {
  const { object, actor, actorType, onBehalfOf } = facts;
  const isSearched = kindOf(table, sk).searched === true;
  const isPerson = actorType === "person" || actorType === "program" || actorType === "driver";
  const person = isPerson ? actor : onBehalfOf;
  return [
    ...(isSearched ? [{ by: "object" as const, value: objectText(object) }] : []),
    ...(person !== undefined ? [{ by: "actor" as const, value: person }] : []),
  ];
}

/** An object as a search term. */
export function objectText({ kind, id }: AuditFacts["object"]): string {
  return `${kind}#${id}`;
}
