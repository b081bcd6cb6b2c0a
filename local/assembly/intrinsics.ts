/** What the intrinsic functions of a template are resolved against. */
export interface Scope {
  /** Names the template in messages. */
  readonly stackName: string;
  readonly reference: (logicalId: string) => unknown;
  readonly attribute: (logicalId: string, attribute: string) => unknown;
  readonly condition: (name: string) => boolean;
  readonly mapping: (map: string, key: string, subKey: string) => unknown;
  readonly importValue: (exportName: string) => unknown;
  /** Resolves the inside of `{{resolve:…}}`, e.g. `secretsmanager:<arn>:SecretString:password`. */
  readonly dynamicReference: (reference: string) => string;
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** Resolves a template's value; a member that resolves to `AWS::NoValue` (undefined) is left out. */
export function resolveValue(value: unknown, scope: Scope): unknown {
  if (typeof value === "string") return resolveDynamicReferences(value, scope);
  if (Array.isArray(value)) {
    return value.map((item) => resolveValue(item, scope)).filter((item) => item !== undefined);
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const only = entries.length === 1 ? entries[0] : undefined;
  if (only !== undefined && isIntrinsic(only[0])) {
    const resolved = intrinsicNamed(only[0], scope)(only[1], scope);
    return typeof resolved === "string" ? resolveDynamicReferences(resolved, scope) : resolved;
  }
  return Object.fromEntries(
    entries
      .map(([key, item]) => [key, resolveValue(item, scope)] as const)
      .filter(([, item]) => item !== undefined),
  );
}

const isIntrinsic = (key: string): boolean => key === "Ref" || key.startsWith("Fn::");

function intrinsicNamed(name: string, scope: Scope): Intrinsic {
  const intrinsic = INTRINSICS[name];
  if (intrinsic === undefined) {
    throw new Error(
      `The intrinsic function ${name} in the stack ${scope.stackName} is not known here: add it to local/assembly/intrinsics.ts.`,
    );
  }
  return intrinsic;
}

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (id, scope) => scope.reference(String(id)),
  "Fn::GetAtt": (argument, scope) => {
    const [id, attribute] = Array.isArray(argument) ? argument : splitOnce(String(argument));
    return scope.attribute(String(id), String(resolveValue(attribute, scope)));
  },
  "Fn::Join": (argument, scope) => {
    const [separator, parts] = listOf(argument, "Fn::Join");
    return listOf(resolveValue(parts, scope), "Fn::Join").map(String).join(String(separator));
  },
  "Fn::Sub": (argument, scope) => substitute(argument, scope),
  "Fn::Select": (argument, scope) => {
    const [index, items] = listOf(argument, "Fn::Select");
    return listOf(resolveValue(items, scope), "Fn::Select")[Number(resolveValue(index, scope))];
  },
  "Fn::Split": (argument, scope) => {
    const [separator, text] = listOf(argument, "Fn::Split");
    return String(resolveValue(text, scope)).split(String(separator));
  },
  "Fn::If": (argument, scope) => {
    const [condition, whenTrue, whenFalse] = listOf(argument, "Fn::If");
    return resolveValue(scope.condition(String(condition)) ? whenTrue : whenFalse, scope);
  },
  "Fn::FindInMap": (argument, scope) => {
    const [map, key, subKey] = listOf(resolveValue(argument, scope), "Fn::FindInMap").map(String);
    return scope.mapping(map ?? "", key ?? "", subKey ?? "");
  },
  "Fn::Base64": (argument, scope) =>
    Buffer.from(String(resolveValue(argument, scope))).toString("base64"),
  "Fn::ImportValue": (argument, scope) => scope.importValue(String(resolveValue(argument, scope))),
};

/** Evaluates the body of a condition: comparisons and references to other conditions. */
export function evaluateCondition(body: unknown, scope: Scope): boolean {
  const [name, argument] = Object.entries(body ?? {})[0] ?? ["", undefined];
  switch (name) {
    case "Condition":
      return scope.condition(String(argument));
    case "Fn::Equals": {
      const [left, right] = listOf(resolveValue(argument, scope), name);
      return left === right;
    }
    case "Fn::Not":
      return !evaluateCondition(listOf(argument, name)[0], scope);
    case "Fn::And":
      return listOf(argument, name).every((part) => evaluateCondition(part, scope));
    case "Fn::Or":
      return listOf(argument, name).some((part) => evaluateCondition(part, scope));
    default:
      throw new Error(
        `The condition function ${name || "(none)"} in the stack ${scope.stackName} is not known here: add it to local/assembly/intrinsics.ts.`,
      );
  }
}

function substitute(argument: unknown, scope: Scope): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const given = resolveValue(variables, scope) as Readonly<Record<string, unknown>>;
  return String(text).replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    if (Object.hasOwn(given, name)) return String(given[name]);
    const [id, attribute] = splitOnce(name);
    return String(attribute === "" ? scope.reference(id) : scope.attribute(id, attribute));
  });
}

function resolveDynamicReferences(text: string, scope: Scope): string {
  if (!text.includes("{{resolve:")) return text;
  return text.replace(/\{\{resolve:(.+?)\}\}/g, (_, reference: string) =>
    scope.dynamicReference(reference),
  );
}

function splitOnce(text: string): readonly [string, string] {
  const dot = text.indexOf(".");
  return dot === -1 ? [text, ""] : [text.slice(0, dot), text.slice(dot + 1)];
}

function listOf(value: unknown, intrinsic: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${intrinsic} wants a list.`);
  return value;
}
