/** Who did something: a person, a program of the operator, a charger, one of our functions, or the cloud platform (TTL). */
export type ActorType = "charger" | "person" | "platform" | "program" | "system";

/** What was done to the object. The first three follow from the change itself, the others its writer names. */
export type AuditAction =
  | "created"
  | "changed"
  | "deleted"
  | "expired"
  | "read-personal-data"
  | "refused"
  | "reported"
  | "sign-in"
  | "gap";

/** One value of a field, or why it is not shown: it is secret or personal, and only the fact of the change is kept. */
export type AuditedValue = { readonly value: unknown } | { readonly withheld: true };

/** A field before and after; a side is absent where the field was. */
export interface FieldChange {
  readonly before?: AuditedValue;
  readonly after?: AuditedValue;
}

/** What an entry says, before it has its place in the chain. Times are ISO 8601 UTC. */
export interface AuditFacts {
  /** Digest of table, key and place in the stream: the same however often the change is delivered. */
  readonly entryId: string;
  /** When the table took the change. */
  readonly at: string;
  readonly actor: string;
  readonly actorType: ActorType;
  readonly onBehalfOf?: string;
  readonly operatorId: string;
  readonly action: AuditAction;
  readonly object: { readonly kind: string; readonly id: string };
  readonly changes: Readonly<Record<string, FieldChange>>;
  readonly requestId?: string;
  readonly reason?: string;
  readonly approvalId?: string;
  /** Where the request came from, as far as the writer knew. */
  readonly source?: string;
}

/** One line of the journal: `sequence` counts from 1 in each chain. */
export interface AuditEntry extends AuditFacts {
  readonly sequence: number;
}
