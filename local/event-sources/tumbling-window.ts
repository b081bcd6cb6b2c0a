import type { StreamRecord } from "../services.ts";

type State = Readonly<Record<string, unknown>>;

/** What Lambda adds to the event of a mapping with a tumbling window. */
interface WindowFields {
  readonly window: { readonly start: string; readonly end: string };
  readonly state: State;
  readonly shardId: string;
  readonly eventSourceARN: string;
  readonly isFinalInvokeForWindow: boolean;
  readonly isWindowTerminatedEarly: boolean;
}

/** The windows of one mapping, one after the other; here a stream is one shard. */
export interface TumblingWindow {
  /** What a batch's event says besides its records. */
  readonly fieldsFor: (records: readonly StreamRecord[]) => WindowFields;
  /** Keeps what the function answered for its next call; throws for an answer without a state, as Lambda counts it failed. */
  readonly keep: (answer: unknown) => void;
  /** The last event of the open window where these records lie behind it; the next window begins empty. */
  readonly finalFor: (records: readonly StreamRecord[]) => WindowFields | undefined;
}

/** Windows of equal length, counted from 1970, by the time of a batch's first record. */
export function tumblingWindow(
  source: { readonly sourceArn: string; readonly tableName: string },
  seconds: number,
): TumblingWindow {
  const shardId = shardIdOf(source.tableName);
  let open: number | undefined;
  let state: State = {};

  const startOf = (records: readonly StreamRecord[]): number => {
    const at = records[0]?.dynamodb.ApproximateCreationDateTime ?? 0;
    return at - (at % seconds);
  };
  const fields = (start: number, isFinalInvokeForWindow: boolean): WindowFields => ({
    window: { start: isoOf(start), end: isoOf(start + seconds) },
    state,
    shardId,
    eventSourceARN: source.sourceArn,
    isFinalInvokeForWindow,
    isWindowTerminatedEarly: false,
  });

  return {
    fieldsFor(records) {
      open ??= startOf(records);
      return fields(open, false);
    },
    keep(answer) {
      const { state: answered } = (answer ?? {}) as { readonly state?: State };
      if (answered === undefined) throw new Error("the answer of a windowed function has no state");
      state = answered;
    },
    finalFor(records) {
      if (open === undefined || startOf(records) <= open) return undefined;
      const last = fields(open, true);
      open = undefined;
      state = {};
      return last;
    },
  };
}

/** The name of the one shard that a table's stream has here. */
export function shardIdOf(tableName: string): string {
  return `shardId-00000001-${tableName}`;
}

function isoOf(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString();
}
