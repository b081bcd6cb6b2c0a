import type { AnchorStatement, SignedStatement } from "#domain/audit/statement.ts";

/** The anchors in lines of an export, as REST shows them. */
export function anchorReplies(lines: readonly string[]) {
  return lines
    .map((line) => JSON.parse(line) as { readonly kind: string } & SignedStatement)
    .filter(({ kind }) => kind === "statement")
    .map(({ statement, key }) => {
      const { day, at, chains, previousAnchorHash } = JSON.parse(statement) as AnchorStatement;
      return {
        day,
        at,
        chains: [...chains],
        key,
        ...(previousAnchorHash !== undefined && { previousAnchorHash }),
      };
    });
}
