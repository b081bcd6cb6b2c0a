import { parseArgs } from "node:util";

export interface StartOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly tlsPort: number;
  readonly demo: boolean;
}

export const USAGE =
  "Usage: npm start -- [--data-dir DIR] [--port N] [--tls-port N] [--no-demo]    (defaults: .chargeward, 8080, 8443)";

/** Reads the options behind `npm start --`. Throws a sentence about the first one that is wrong. */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    allowNegative: true,
    options: {
      "data-dir": { type: "string", default: ".chargeward" },
      port: { type: "string", default: "8080" },
      "tls-port": { type: "string", default: "8443" },
      demo: { type: "boolean", default: true },
    },
  });
  return {
    dataDir: values["data-dir"],
    port: portOf("--port", values.port),
    tlsPort: portOf("--tls-port", values["tls-port"]),
    demo: values.demo,
  };
}

function portOf(option: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`${option} wants a port number from 0 to 65535, not "${text}".`);
}
