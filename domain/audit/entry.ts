/** Who did something: a person of the staff, a driver in what is their own, a program of the operator, a charger, one of our functions, or the cloud platform (TTL). */
export type ActorType = "charger" | "driver" | "person" | "platform" | "program" | "system";

/** What was done to the object. The first three follow from the change itself, the others its writer names. */
export type AuditAction =
  | "created"
  | "changed"
  | "deleted"
  | "expired"
  | "read-personal-data"
  | "exported"
  | "refused"
  | "reported"
  | "sign-in"
  | "sign-in-refused"
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
  /** Where the platform did what somebody had asked for and a second person approved. */
  readonly onBehalfOf?: string;
  readonly operatorId: string;
  readonly action: AuditAction;
  readonly object: { readonly kind: string; readonly id: string };
  readonly changes: Readonly<Record<string, FieldChange>>;
  readonly requestId?: string;
  readonly reason?: string;
  readonly approvalId?: string;
  readonly approvedBy?: string;
  /** The network that the request came from: 24 bits of an IPv4 address, 48 of an IPv6 one. */
  readonly source?: string;
}

/** One line of the journal: `sequence` counts from 1 in each chain. */
export interface AuditEntry extends AuditFacts {
  readonly sequence: number;
}
