import { createPublicKey, hash, type KeyObject, verify } from "node:crypto";
import type {
  AnchorStatement,
  ExportStatement,
  SignedStatement,
  Statement,
} from "#domain/audit/statement.ts";
import type { Finding } from "./finding.ts";
import { sha256 } from "./sha256.ts";

/** The statements of an export whose signatures hold. */
export interface OpenedStatements {
  /** By day, each with the hash that the next one names. */
  readonly anchors: readonly (AnchorStatement & { readonly ownHash: string })[];
  readonly exports: readonly ExportStatement[];
  readonly findings: readonly Finding[];
  /** Of the keys that signed something, as text that a person can compare. */
  readonly fingerprints: readonly string[];
}

/**
 * Checks every signature. With `trusted`, only those keys count; without, whatever keys the export brings, and whoever
 * runs the check compares the fingerprints.
 */
export function openStatements(
  signed: readonly SignedStatement[],
  publicKeys: readonly string[],
  trusted: ReadonlySet<string> | undefined,
): OpenedStatements {
  const keys = new Map(publicKeys.map(keyOf).filter((entry) => entry !== undefined));
  const findings: Finding[] = [];
  const used = new Set<string>();
  const statements: { readonly statement: Statement; readonly ownHash: string }[] = [];
  for (const each of signed) {
    const key = keys.get(each.key);
    if (trusted && !trusted.has(each.key)) {
      findings.push({
        what: "unproven",
        because: "a statement is signed with a key that is not trusted",
      });
    } else if (!key || !isSigned(each, key)) {
      findings.push({ what: "changed", because: "the signature of a statement does not hold" });
    } else {
      used.add(each.key);
      const statement = JSON.parse(each.statement) as Statement;
      statements.push({ statement, ownHash: sha256(each.statement) });
    }
  }
  const anchors = statements
    .flatMap(({ statement, ownHash }) =>
      statement.type === "anchor" ? [{ ...statement, ownHash }] : [],
    )
    .toSorted((one, other) => one.day.localeCompare(other.day));
  const exports = statements.flatMap(({ statement }) =>
    statement.type === "export" ? [statement] : [],
  );
  return { anchors, exports, findings, fingerprints: [...used] };
}

function keyOf(publicKey: string): readonly [string, KeyObject] | undefined {
  try {
    const der = Buffer.from(publicKey, "base64");
    return [hash("sha256", der, "hex"), createPublicKey({ key: der, format: "der", type: "spki" })];
  } catch {
    return undefined;
  }
}

function isSigned({ statement, signature }: SignedStatement, key: KeyObject): boolean {
  try {
    return verify("sha256", Buffer.from(statement), key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}
