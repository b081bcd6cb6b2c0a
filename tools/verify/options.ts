import { parseArgs } from "node:util";

export interface VerifyOptions {
  /** A folder or a file; absent with a bucket. */
  readonly path?: string;
  readonly bucket?: string;
  readonly operatorId?: string;
  readonly trusted?: ReadonlySet<string>;
}

export const USAGE = `chargeward-verify <folder or file> [--key <fingerprint>]…
chargeward-verify --bucket <name> --operator <id> [--key <fingerprint>]…

Checks an export of the audit journal, or its sealed copy: every entry, every chain, every anchor, every signature.
With --key only statements signed by that key count (SHA-256 of the public key, hex); it may be given more than once.
Ends with 0 where everything holds, with 1 where something does not, with 2 where it cannot be read.`;

/** Reads the command line; undefined for one that says too little or too much. */
export function verifyOptions(args: readonly string[]): VerifyOptions | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        key: { type: "string", multiple: true },
        bucket: { type: "string" },
        operator: { type: "string" },
      },
    });
    const trusted = values.key && { trusted: new Set(values.key.map((key) => key.toLowerCase())) };
    const [path, ...more] = positionals;
    const { bucket, operator: operatorId } = values;
    if (more.length > 0) return undefined;
    if (bucket !== undefined && operatorId !== undefined && path === undefined) {
      return { bucket, operatorId, ...trusted };
    }
    return path !== undefined && bucket === undefined ? { path, ...trusted } : undefined;
  } catch {
    return undefined;
  }
}
