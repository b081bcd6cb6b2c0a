/** How far a journal has come in the shards of its table's stream: the last record of each that it holds. */
export type SourcePositions = Readonly<Record<string, SourcePosition>>;

export interface SourcePosition {
  readonly sequenceNumber: string;
  /** When the table took that record, ISO 8601 UTC. */
  readonly at: string;
}

/** A stream keeps a record for 24 hours; what is older cannot come again. */
const KEPT_MS = 30 * 3_600_000;

/** Whether a record of a shard is in the journal already. A shard gives its records in order, and again in order. */
export function isRecorded(
  positions: SourcePositions,
  shardId: string,
  sequenceNumber: string,
): boolean {
  const last = positions[shardId]?.sequenceNumber;
  return last !== undefined && compareSequence(sequenceNumber, last) <= 0;
}

/** The positions with a shard's new one, without those of shards that ended long ago. */
export function positionsWith(
  positions: SourcePositions,
  shardId: string,
  position: SourcePosition,
): SourcePositions {
  const oldest = new Date(Date.parse(position.at) - KEPT_MS).toISOString();
  const kept = Object.entries(positions).filter(([, { at }]) => at >= oldest);
  return { ...Object.fromEntries(kept), [shardId]: position };
}

/** Numbers of 21 to 40 digits, without leading zeros. */
function compareSequence(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
