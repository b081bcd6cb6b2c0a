/** What can be wrong with a field. */
type FieldFault =
  | "implausible"
  | "missing"
  | "out-of-range"
  /** Together with another: the value is not the charger's. */
  | "substituted"
  | "too-few"
  | "too-long"
  | "too-many"
  | "unexpected-field"
  | "unknown-value"
  | "wrong-format"
  | "wrong-type";

/** What the mending of one message goes by, and what it found on the way. */
export interface Repair {
  readonly receivedAt: string;
  /** What stands in for a field, by path, where the charger's own is missing though required, or past mending. */
  readonly substitutes: Readonly<Record<string, unknown>>;
  /** Paths of fields that give their neighbours their meaning: past mending, they take the object with them. */
  readonly decisive: ReadonlySet<string>;
  readonly deviations: ReadonlySet<string>;
  /** Records a fault. Paths hold names from the schema only, so there are never many different ones. */
  readonly note: (path: string, fault: FieldFault) => void;
  /** Records a fault that leaves nothing to keep. */
  readonly drop: (path: string, fault: FieldFault) => undefined;
}

export type RepairRules = Pick<Repair, "receivedAt" | "substitutes" | "decisive">;

/** Begins the mending of one message. */
export function beginRepair(rules: RepairRules): Repair {
  const deviations = new Set<string>();
  const note = (path: string, fault: FieldFault): void => {
    deviations.add(`${path || "payload"}:${fault}`);
  };
  return {
    ...rules,
    deviations,
    note,
    drop: (path, fault) => {
      note(path, fault);
      return undefined;
    },
  };
}
