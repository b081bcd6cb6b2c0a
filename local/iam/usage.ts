import { appendFile } from "node:fs/promises";
import type { Access } from "./access.ts";
import type { Principal } from "./principal.ts";
import type { Decision } from "./simulate.ts";

/** Remembers a decision about a call. */
export type RecordDecision = (principal: Principal, access: Access, decision: Decision) => void;

/** A line of the usage file: how often, since the line before it, a statement granted an action, or a call was denied. */
export interface UsageLine {
  readonly at: string;
  readonly outcome: Decision["outcome"];
  readonly role: string;
  /** Id of the statement that decided, `<policy>#<position>`; absent where none did. */
  readonly statement?: string;
  readonly action: string;
  readonly resource: string;
  readonly calls: number;
  /** Why the call could not be judged. */
  readonly problem?: string;
}

/** Who uses which grant, for the report on grants that nobody uses. */
export interface Usage {
  readonly record: RecordDecision;
  /** Appends what happened since the last time to the file. */
  readonly flush: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Tally {
  readonly principal: Principal;
  readonly access: Access;
  calls: number;
}

const FLUSH_MS = 30_000;

/** Counts in memory and appends to `file`, mode 600, from time to time and at the end. Neither keys nor other values of a request are kept. */
export function startUsage(file: string): Usage {
  // The same decision is the same object, so a call costs one look-up here.
  let tallies = new Map<Decision, Tally>();
  let writing = Promise.resolve();

  const flush = (): Promise<void> => {
    const finished = tallies;
    tallies = new Map();
    writing = writing.then(async () => {
      const lines = usageLines(finished, new Date().toISOString());
      if (lines.length === 0) return;
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
      await appendFile(file, text, { mode: 0o600 });
    });
    return writing;
  };
  const timer = setInterval(() => void flush().catch(() => undefined), FLUSH_MS).unref();

  return {
    record: (principal, access, decision) => {
      const tally = tallies.get(decision);
      if (tally === undefined) tallies.set(decision, { principal, access, calls: 1 });
      else tally.calls += 1;
    },
    flush,
    stop: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

function usageLines(tallies: ReadonlyMap<Decision, Tally>, at: string): readonly UsageLine[] {
  const lines = new Map<string, UsageLine>();
  for (const [{ outcome, statements, problem }, { principal, access, calls }] of tallies) {
    for (const statement of statements.length > 0 ? statements : [undefined]) {
      const line = {
        outcome,
        role: principal.roleName,
        ...(statement !== undefined && { statement }),
        action: access.action,
        resource: withoutConnection(access.resource),
        ...(problem !== undefined && { problem }),
      };
      const name = JSON.stringify(line);
      lines.set(name, { at, ...line, calls: (lines.get(name)?.calls ?? 0) + calls });
    }
  }
  return [...lines.values()];
}

/** A connection lives for hours at most, and there are thousands. */
function withoutConnection(resource: string): string {
  return resource.replace(/\/@connections\/.*$/, "/@connections/*");
}
