/** Who changes something, and all that is known of why; taken from the context of a request, a duty or an approval. */
export interface Actor {
  readonly subject: string;
  readonly requestId: string;
  /** Of a driver who changes what is their own: stored in place of the account, which is theirs in other places too. */
  readonly driverId?: string;
  readonly reason?: string;
  /** The network that the request came from. */
  readonly source?: string;
  /** Where a second person allowed the change. */
  readonly approvalId?: string;
  readonly approvedBy?: string;
}

/** What travels on every item that people change, so that the journal can tell who did it and why. */
interface ChangeStamp {
  readonly changedBy: string;
  readonly changeRequestId: string;
  readonly changeReason?: string;
  readonly changeSource?: string;
  readonly changeApprovalId?: string;
  readonly changeApprovedBy?: string;
}

/** The stamp of a new item. */
export function changedBy(actor: Actor): ChangeStamp {
  const { requestId, reason, source, approvalId, approvedBy } = actor;
  return {
    changedBy: authorName(actor),
    changeRequestId: requestId,
    ...(reason !== undefined && { changeReason: reason }),
    ...(source !== undefined && { changeSource: source }),
    ...(approvalId !== undefined && { changeApprovalId: approvalId }),
    ...(approvedBy !== undefined && { changeApprovedBy: approvedBy }),
  };
}

/** How records name who did something. */
export function authorName({ subject, driverId }: Pick<Actor, "driverId" | "subject">): string {
  return driverId === undefined ? subject : `driver:${driverId}`;
}

/** The stamp of a changed item: null for what the change before had and this one has not. */
export function stampOver(actor: Actor): Readonly<Record<keyof ChangeStamp, string | null>> {
  return { ...NO_STAMP, ...changedBy(actor) };
}

/** An update expression that stamps a changed item beside what else it does; none of the stamp's names is reserved. */
export function stampedUpdate(
  actor: Actor,
  change: { readonly set?: readonly string[]; readonly remove?: readonly string[] },
): { readonly expression: string; readonly values: Readonly<Record<string, string>> } {
  const stamp = Object.entries(changedBy(actor));
  const absent = Object.keys(NO_STAMP).filter((name) => !stamp.some(([own]) => own === name));
  const set = [...(change.set ?? []), ...stamp.map(([name]) => `${name} = :${name}`)];
  const remove = [...(change.remove ?? []), ...absent];
  const removal = remove.length > 0 ? ` REMOVE ${remove.join(", ")}` : "";
  return {
    expression: `SET ${set.join(", ")}${removal}`,
    values: Object.fromEntries(stamp.map(([name, value]) => [`:${name}`, value])),
  };
}

/** An item without its stamp. */
export function unstamped<T extends object>(item: T): Omit<T, keyof ChangeStamp> {
  const entries = Object.entries(item).filter(([name]) => !(name in NO_STAMP));
  return Object.fromEntries(entries) as Omit<T, keyof ChangeStamp>;
}

const NO_STAMP = {
  changedBy: null,
  changeRequestId: null,
  changeReason: null,
  changeSource: null,
  changeApprovalId: null,
  changeApprovedBy: null,
} as const;
