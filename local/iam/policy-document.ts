/** A value of IAM's policy language that may stand alone or in a list. */
type OneOrMore = string | readonly string[];

/** A statement of a policy; identity policies have no principal, trust policies no resource. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: unknown;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly PolicyStatement[];
}

/** A statement with the name by which reports know it: `<policy>#<position>`. */
export interface NamedStatement {
  readonly id: string;
  readonly statement: PolicyStatement;
}

/** One or more, or none, as a list. */
export function listOf(value: OneOrMore | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

/** The statements of a document, whose `Statement` may be one or a list. */
export function statementsOf(policyName: string, document: unknown): readonly NamedStatement[] {
  const { Statement } = document as { readonly Statement?: PolicyStatement | PolicyStatement[] };
  return [Statement ?? []]
    .flat()
    .map((statement, position) => ({ id: `${policyName}#${position}`, statement }));
}

/** The condition keys that decide whether a statement matches, policy variables among them; in lower case. */
export function conditionKeysOf(statement: PolicyStatement): readonly string[] {
  const operands = Object.values(statement.Condition ?? {});
  const named = operands.flatMap((operand) => Object.keys(operand));
  const texts = JSON.stringify([operands, statement.Resource, statement.NotResource]);
  const variables = [...texts.matchAll(/\$\{([^},]+)/g)].map(([, name = ""]) => name.trim());
  return [...new Set([...named, ...variables].map((key) => key.toLowerCase()))].filter(
    (key) => !["*", "?", "$"].includes(key),
  );
}

/** Whether a statement may speak about an action: exact about service and wildcards, never a false no. */
export function mayConcern({ Action, NotAction }: PolicyStatement, action: string): boolean {
  if (NotAction !== undefined) return true;
  return listOf(Action).some((pattern) => wildcardMatches(pattern, action));
}

/** Whether a text is what a pattern with `*` and `?` says, in any case of letters. */
export function wildcardMatches(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === text.toLowerCase();
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i").test(text);
}
