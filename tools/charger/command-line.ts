import { parseArgs } from "node:util";
import { UsageError } from "../token/local-platform.ts";

const USAGE = `Usage: npm run charger -- --operator <id> --charger <id> [options]

  --plug <tag>        plug in at once, e.g. with DEMO-TAG-1
  --connector <n>     where to plug in (default 1)
  --energy-wh <n>     stop the session after so many watt hours
  --once              leave after the first session
  --speed <n>         how much faster than in life the car charges (default 60)
  --power-w <n>       what the car draws (default 11000)
  --interval <s>      seconds between meter readings (default 5)
  --data-dir <dir>    the platform's data dir (default .chargeward)
  --port <n>          the platform's port

Keys in a terminal: p plug in, s stop, q quit.`;

export interface CommandLine {
  readonly operatorId: string;
  readonly chargerId: string;
  readonly plug?: string;
  readonly connectorId: number;
  readonly energyWhLimit?: number;
  readonly once: boolean;
  readonly speed: number;
  readonly powerW: number;
  readonly intervalSeconds: number;
  readonly dataDir: string;
  readonly port?: string;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UsageError(`--${name} needs a number above zero, not "${text}".`);
}

/** Reads the options of the virtual charger. Throws a UsageError that says what is wrong. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      operator: { type: "string" },
      charger: { type: "string" },
      plug: { type: "string" },
      connector: { type: "string", default: "1" },
      "energy-wh": { type: "string" },
      once: { type: "boolean", default: false },
      speed: { type: "string", default: "60" },
      "power-w": { type: "string", default: "11000" },
      interval: { type: "string", default: "5" },
      "data-dir": { type: "string", default: ".chargeward" },
      port: { type: "string" },
    },
  });
  const { operator: operatorId, charger: chargerId, plug, port } = values;
  const energyWh = values["energy-wh"];
  if (operatorId === undefined || chargerId === undefined) throw new UsageError(USAGE);
  return {
    operatorId,
    chargerId,
    ...(plug !== undefined && { plug }),
    connectorId: positive("connector", values.connector),
    ...(energyWh !== undefined && { energyWhLimit: positive("energy-wh", energyWh) }),
    once: values.once,
    speed: positive("speed", values.speed),
    powerW: positive("power-w", values["power-w"]),
    intervalSeconds: positive("interval", values.interval),
    dataDir: values["data-dir"],
    ...(port !== undefined && { port }),
  };
}
