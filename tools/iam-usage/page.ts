import type { Comparison, Explained } from "./compare.ts";

const EXPLAINED_IN = "tools/iam-usage/explained.ts";

/** The page docs/least-privilege.md. */
export function pageOf({ holders, neverUsed, denied }: Comparison): string {
  const granted = holders.reduce((sum, each) => sum + each.granted, 0);
  return `# Least privilege

What the role of each function may do, and how much of it the end-to-end tests use. The local platform evaluates every call against the synthesized policies and notes which statement granted it;
\`npm test\` holds these notes against all grants, and fails for one that is never used and not explained (\`${EXPLAINED_IN}\`), and for a call that was denied and should not have been.
This page is made by \`node tools/iam-usage-report.ts\` after a whole \`npm test\`. A grant is one action of one statement on one resource.

${granted} grants, ${granted - neverUsed.length} used, ${neverUsed.length} never used and explained. Denied calls that nobody expected: ${denied.unexpected.length}.

| role | granted | used |
|---|---:|---:|
${holders.map(({ holder, granted, used }) => `| ${holder} | ${granted} | ${used} |`).join("\n")}

## Never used, and why they stay

| role | grant | why |
|---|---|---|
${rowsOf(neverUsed).join("\n")}
`;
}

/** A row for each role and reason, so that the page stays readable. */
function rowsOf(grants: readonly Explained[]): readonly string[] {
  const rows = new Map<string, { readonly grant: Explained; readonly names: Set<string> }>();
  for (const grant of grants) {
    const key = JSON.stringify([grant.holder, grant.reason]);
    const row = rows.get(key) ?? { grant, names: new Set() };
    row.names.add(`\`${grant.action}\` on ${nameOf(grant.resource)}`);
    rows.set(key, row);
  }
  return [...rows.values()]
    .map(
      ({ grant: { holder, reason }, names }) =>
        `| ${holder} | ${[...names].toSorted().join(", ")} | ${reason ?? "**not explained**"} |`,
    )
    .toSorted();
}

/** What an ARN is about, without account, Region and the suffixes that the CDK adds. */
function nameOf(arn: string): string {
  const [, , service = "", , , ...rest] = arn.split(":");
  const name = rest.join(":").replaceAll(/[0-9A-F]{8}\b/g, "");
  if (service === "kms") return "the key";
  return name
    .replaceAll(/(table\/)?Chargeward-[a-z]+-[A-Z][a-z]+-/g, "")
    .replace("/stream/local", "'s stream");
}
