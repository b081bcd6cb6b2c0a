import type { Deviation, DeviationKind } from "./deviation.ts";
import { sentShape } from "./sent-shape.ts";

/** What the mending of one message goes by. */
export interface RepairRules {
  readonly receivedAt: string;
  /** Whether it must become readable whatever it says, because it carries money. */
  readonly mustRead: boolean;
  /** What stands in for a field, by path, where the charger's own is missing though required, or past mending. */
  readonly substitutes: Readonly<Record<string, unknown>>;
  /** Paths of fields that give their neighbours their meaning: past mending, they take the object with them. */
  readonly decisive: ReadonlySet<string>;
  /** Whether texts that are too long are cut to what the schema allows, to see whether all else fits. */
  readonly cuts?: true;
}

/** The mending of one message, and what was found on the way. */
export interface Repair extends RepairRules {
  /** By `<path>:<kind>`. Paths hold names from the schema only, so there are never many different ones. */
  readonly found: ReadonlyMap<string, Deviation>;
  /** Records a deviation; `sent` is a description, never the value. */
  readonly note: (path: string, kind: DeviationKind, sent: string) => void;
  /** Records a deviation that leaves nothing to keep. */
  readonly drop: (path: string, kind: DeviationKind, value: unknown) => undefined;
}

/** Begins the mending of one message. */
export function beginRepair(rules: RepairRules): Repair {
  const found = new Map<string, Deviation>();
  const note = (path: string, kind: DeviationKind, sent: string): void => {
    const place = path || "payload";
    const name = `${place}:${kind}`;
    if (!found.has(name)) found.set(name, { kind, path: place, sent });
  };
  return {
    ...rules,
    found,
    note,
    drop: (path, kind, value) => {
      note(path, kind, sentShape(value));
      return undefined;
    },
  };
}
