import { parseArgs } from "node:util";

export interface BenchOptions {
  readonly chargers: number;
  readonly operators: number;
  readonly minutes: number;
  /** Only the load; neither the measures of the functions nor the page. */
  readonly loadOnly: boolean;
  /** Where CPU profiles of the platform's threads are written. */
  readonly profileFolder?: string;
}

export const USAGE =
  "Usage: npm run bench -- [--chargers N] [--operators N] [--minutes M] [--load-only] [--profile DIR]    (defaults: 200, 1, 2)";

/** Reads the options behind `npm run bench --`. Throws a sentence about the first one that is wrong. */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      chargers: { type: "string", default: "200" },
      operators: { type: "string", default: "1" },
      minutes: { type: "string", default: "2" },
      "load-only": { type: "boolean", default: false },
      profile: { type: "string" },
    },
  });
  const chargers = wholeNumber("--chargers", values.chargers);
  return {
    chargers,
    operators: Math.min(wholeNumber("--operators", values.operators), chargers),
    minutes: minutesOf(values.minutes),
    loadOnly: values["load-only"],
    ...(values.profile !== undefined && { profileFolder: values.profile }),
  };
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`${option} wants a whole number above 0, not "${text}".`);
}

function minutesOf(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 120) return value;
  throw new Error(`--minutes wants a number above 0 and up to 120, not "${text}".`);
}
