import { BlockList, isIP } from "node:net";

/** Whether one value of the event fits. */
export type ValueTest = (value: unknown) => boolean;

function refuse(operator: string, operand: unknown): never {
  throw new Error(
    `The event pattern has an operand that is not known: ${operator} ${JSON.stringify(operand)}`,
  );
}

function textOf(operator: string, operand: unknown): string {
  return typeof operand === "string" ? operand : refuse(operator, operand);
}

function onText(test: (text: string) => boolean): ValueTest {
  return (value) => typeof value === "string" && test(value);
}

function affix(operator: "prefix" | "suffix", operand: unknown): ValueTest {
  const method = operator === "prefix" ? "startsWith" : "endsWith";
  if (typeof operand === "object" && operand !== null && "equals-ignore-case" in operand) {
    const wanted = textOf(operator, operand["equals-ignore-case"]).toLowerCase();
    return onText((text) => text.toLowerCase()[method](wanted));
  }
  const wanted = textOf(operator, operand);
  return onText((text) => text[method](wanted));
}

function equalsIgnoreCase(operand: unknown): ValueTest {
  const wanted = textOf("equals-ignore-case", operand).toLowerCase();
  return onText((text) => text.toLowerCase() === wanted);
}

/** `*` stands for any text; a backslash takes the next character as itself. */
function wildcard(operand: unknown): ValueTest {
  const source = textOf("wildcard", operand).replace(
    /\\(.)|(\*)|([\s\S])/g,
    (_all, escaped?: string, star?: string, plain?: string) =>
      star === undefined ? (escaped ?? plain ?? "").replace(/[\\^$.*+?()[\]{}|]/, "\\$&") : ".*",
  );
  const expression = new RegExp(`^${source}$`, "s");
  return onText((text) => expression.test(text));
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
};

/** `[">", 0, "<=", 5]`: all comparisons hold. */
function numeric(operand: unknown): ValueTest {
  if (!Array.isArray(operand) || operand.length === 0) return refuse("numeric", operand);
  const terms: readonly unknown[] = operand;
  const tests = terms.flatMap((name, at) => {
    if (at % 2 === 1) return [];
    const compare = COMPARISONS[String(name)];
    const bound = terms[at + 1];
    if (compare === undefined || typeof bound !== "number") return refuse("numeric", operand);
    return [(value: number) => compare(value, bound)];
  });
  return (value) => typeof value === "number" && tests.every((test) => test(value));
}

function cidr(operand: unknown): ValueTest {
  const [network = "", bits = ""] = textOf("cidr", operand).split("/");
  const family = isIP(network);
  if (family === 0) return refuse("cidr", operand);
  const type = family === 4 ? "ipv4" : "ipv6";
  const range = new BlockList();
  range.addSubnet(network, Number(bits), type);
  return onText((text) => isIP(text) === family && range.check(text, type));
}

function anythingBut(operand: unknown): ValueTest {
  const isOperator = typeof operand === "object" && operand !== null && !Array.isArray(operand);
  if (!isOperator) {
    const unwanted: readonly unknown[] = [operand].flat();
    return (value) => !unwanted.includes(value);
  }
  const unwanted = Object.entries(operand).flatMap(([name, operands]) =>
    [operands].flat().map((one: unknown) => operatorTest(name, one)),
  );
  return (value) => !unwanted.some((test) => test(value));
}

/** The test for one operator of an EventBridge pattern; throws for an operator that is not known. */
export function operatorTest(name: string, operand: unknown): ValueTest {
  switch (name) {
    case "prefix":
    case "suffix":
      return affix(name, operand);
    case "equals-ignore-case":
      return equalsIgnoreCase(operand);
    case "wildcard":
      return wildcard(operand);
    case "numeric":
      return numeric(operand);
    case "cidr":
      return cidr(operand);
    case "anything-but":
      return anythingBut(operand);
    default:
      throw new Error(`The event pattern has an operator that is not known: ${name}`);
  }
}
