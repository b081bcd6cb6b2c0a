import { mkdir, writeFile } from "node:fs/promises";

export interface Count {
  readonly attack: string;
  readonly attempts: number;
  /** Attempts that were answered with something of another operator, or changed something there. */
  readonly successes: number;
}

/** Counts attempts and successes by attack, so that the proof can say how much was tried. */
export function tally() {
  const counts = new Map<string, { attempts: number; successes: number }>();
  return {
    note(attack: string, succeeded: boolean): void {
      const { attempts, successes } = counts.get(attack) ?? { attempts: 0, successes: 0 };
      counts.set(attack, {
        attempts: attempts + 1,
        successes: successes + (succeeded ? 1 : 0),
      });
    },
    /** Leaves the counts for tools/isolation-report.ts; one file for each part, as parts run side by side. */
    async write(part: string): Promise<void> {
      const folder = new URL("../../dist/isolation/", import.meta.url);
      const rows: Count[] = [...counts].map(([attack, count]) => ({ attack, ...count }));
      await mkdir(folder, { recursive: true });
      await writeFile(new URL(`${part}.json`, folder), `${JSON.stringify(rows, null, 2)}\n`);
    },
  };
}
