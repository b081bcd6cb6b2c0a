import type { ActorType, AuditAction, AuditFacts } from "./entry.ts";
import { fieldChanges } from "./field-changes.ts";
import type { ItemKind, Told } from "./item-kind.ts";
import { isMechanics, type JournaledTable, kindOf } from "./kind-of.ts";

type Image = Readonly<Record<string, unknown>>;

/** A change of one item, as a table's stream tells it. */
export interface ItemChange {
  readonly table: JournaledTable;
  readonly kind: "INSERT" | "MODIFY" | "REMOVE";
  readonly pk: string;
  readonly sk: string;
  /** When the table took it, ISO 8601 UTC. */
  readonly at: string;
  readonly sequenceNumber: string;
  readonly before?: Image;
  readonly after?: Image;
  /** Whether its time had come: nobody deleted it. */
  readonly expired: boolean;
}

/** A short, stable digest of texts, for ids. */
export type Digest = (...parts: readonly string[]) => string;

interface Author {
  readonly onBehalfOf?: string;
  readonly actor: string;
  readonly actorType: ActorType;
  /** Whether the change bears who made it, and not only who made one before. */
  readonly isNamed: boolean;
}

/** What two people agreed on is done by the platform, for the one who asked. */
const EXECUTOR = { actor: "execute-approved-action", actorType: "system", isNamed: true } as const;

/** What the journal says of a change; undefined for mechanics, and where nothing but bookkeeping changed. */
export function entryOfChange(change: ItemChange, digest: Digest): AuditFacts | undefined {
  const { table, pk, sk, before, after, at } = change;
  if (isMechanics(table, sk)) return undefined;
  const kind = kindOf(table, sk);
  const changes = fieldChanges(kind, before, after);
  const told = toldBy(change, kind);
  const { isNamed, ...author } = authorOf(change, kind, told);
  const isNothing = change.kind === "MODIFY" && Object.keys(changes).length === 0 && !isNamed;
  if (isNothing) return undefined;
  return {
    entryId: entryIdOf(change, digest),
    at,
    ...author,
    operatorId: operatorOf(pk),
    action: actionOf(change, told),
    object: { kind: kind.kind, id: objectId(change, kind, digest) },
    changes,
    ...(isNamed && provenance(after ?? before ?? {})),
  };
}

/** Stands in for a change that cannot be told: that there was one, and where it is in the stream. */
export function gapFor(change: Omit<ItemChange, "before" | "after">, digest: Digest): AuditFacts {
  const { table, pk, sk, at, sequenceNumber } = change;
  return {
    entryId: entryIdOf(change, digest),
    at,
    actor: "record-audit",
    actorType: "system",
    operatorId: operatorOf(pk),
    action: "gap",
    object: { kind: table.toLowerCase(), id: digest(table, pk, sk) },
    changes: {},
    reason: `The record ${sequenceNumber} could not be read.`,
  };
}

/** The operator that an item belongs to; `platform` for what stands above them. */
function operatorOf(pk: string): string {
  return pk.split("#")[0] ?? pk;
}

type Identity = Pick<ItemChange, "table" | "pk" | "sk" | "sequenceNumber">;

function entryIdOf({ table, pk, sk, sequenceNumber }: Identity, digest: Digest): string {
  return digest(table, pk, sk, sequenceNumber);
}

/** Only a new record tells of what happened; what becomes of it later is a change like any other. */
function toldBy({ kind, after }: ItemChange, { tells }: ItemKind): Told {
  return (kind === "INSERT" && after && tells?.(after)) || {};
}

function actionOf({ kind, expired }: ItemChange, told: Told): AuditAction {
  if (kind === "REMOVE") return expired ? "expired" : "deleted";
  if (kind === "MODIFY") return "changed";
  return told.action ?? "created";
}

function objectId({ table, pk, sk }: ItemChange, { id }: ItemKind, digest: Digest): string {
  if (id === "digest") return digest(table, pk, sk);
  if (id === "partition") return pk.split("#").at(-1) ?? pk;
  const [, ...rest] = sk.split("#");
  return rest.join("#") || operatorOf(pk);
}

function authorOf(change: ItemChange, { writer }: ItemKind, told: Told): Author {
  const { before, after, pk, expired } = change;
  if (expired) return { actor: "dynamodb-ttl", actorType: "platform", isNamed: false };
  const item = after ?? before ?? {};
  const subject = text(item["changedBy"]);
  // A stamp that the item had before was made by whoever changed it then.
  const isStamped = change.kind === "REMOVE" ? isMarked(before) : isNewStamp(before, after);
  if (subject !== undefined && isStamped) {
    const actorType = typeOfSubject(subject);
    const isApproved = text(item["changeApprovalId"]) !== undefined && actorType !== "system";
    if (isApproved) return { ...EXECUTOR, onBehalfOf: subject };
    return { actor: subject, actorType, isNamed: true };
  }
  const person = change.kind === "INSERT" ? text(told.actor ?? item["createdBy"]) : undefined;
  if (person !== undefined) {
    return { actor: person, actorType: typeOfSubject(person), isNamed: true };
  }
  const [, chargerInKey = ""] = pk.split("#");
  const charger = text(item["chargerId"]) ?? chargerInKey;
  if (writer === "charger" && change.kind !== "REMOVE" && charger !== "") {
    return { actor: charger, actorType: "charger", isNamed: false };
  }
  return { actor: "system", actorType: "system", isNamed: false };
}

/** Whoever deletes what has a stamp marks it first; one without a mark names only who changed the item before. */
function isMarked(before: Image = {}): boolean {
  return before["deletedAt"] !== undefined;
}

function isNewStamp(before: Image = {}, after: Image = {}): boolean {
  return ["changeRequestId", "changedBy", "version"].some((name) => before[name] !== after[name]);
}

function typeOfSubject(subject: string): ActorType {
  if (subject === "#system" || subject === "platform") return "system";
  if (subject.startsWith("driver:")) return "driver";
  return subject.startsWith("client:") ? "program" : "person";
}

function provenance(item: Image): Partial<AuditFacts> {
  const requestId = text(item["changeRequestId"]) ?? text(item["requestId"]);
  const reason = text(item["changeReason"]) ?? text(item["reason"]);
  const approvalId = text(item["changeApprovalId"]);
  const approvedBy = text(item["changeApprovedBy"]);
  const source = text(item["changeSource"]);
  return {
    ...(requestId !== undefined && { requestId }),
    ...(reason !== undefined && { reason }),
    ...(approvalId !== undefined && { approvalId }),
    ...(approvedBy !== undefined && { approvedBy }),
    ...(source !== undefined && { source }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
