import { operatorTest, type ValueTest } from "./operators.ts";

/** Whether an event fits a pattern. */
export type EventTest = (event: unknown) => boolean;

/** Whether the values that a field takes fit; none means that the event has no such field. */
type FieldTest = (values: readonly unknown[]) => boolean;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function onSomeValue(test: ValueTest): FieldTest {
  return (values) => values.some(test);
}

function alternative(wanted: unknown): FieldTest {
  if (!isObject(wanted)) return onSomeValue((value) => value === wanted);
  const [[name, operand] = ["", undefined], ...others] = Object.entries(wanted);
  if (others.length > 0) throw new Error("An event pattern has one operator in each object.");
  if (name === "exists") return (values) => values.length > 0 === operand;
  return onSomeValue(operatorTest(name, operand));
}

/** An array in an event stands for all its members. */
function leavesOf(value: unknown): readonly unknown[] {
  if (value === undefined || isObject(value)) return [];
  return Array.isArray(value) ? value.flatMap(leavesOf) : [value];
}

function fieldTest(name: string, wanted: unknown): EventTest {
  const valueIn = (event: unknown): unknown =>
    isObject(event) && Object.hasOwn(event, name) ? event[name] : undefined;
  if (Array.isArray(wanted)) {
    const alternatives = wanted.map(alternative);
    return (event) => {
      const values = leavesOf(valueIn(event));
      return alternatives.some((test) => test(values));
    };
  }
  if (!isObject(wanted)) {
    throw new Error(`The event pattern needs a list or an object at "${name}".`);
  }
  const inner = compilePattern(wanted);
  return (event) => {
    const value = valueIn(event);
    return Array.isArray(value)
      ? value.some((member) => isObject(member) && inner(member))
      : inner(value);
  };
}

/** Makes the test for an EventBridge event pattern; throws for what AWS's operators do not have. */
export function compilePattern(pattern: unknown): EventTest {
  if (!isObject(pattern)) throw new Error("An event pattern is an object.");
  const tests = Object.entries(pattern).map(([name, wanted]): EventTest => {
    if (name !== "$or") return fieldTest(name, wanted);
    if (!Array.isArray(wanted)) throw new Error("$or needs a list of patterns.");
    const alternatives = wanted.map(compilePattern);
    return (event) => alternatives.some((test) => test(event));
  });
  return (event) => tests.every((test) => test(event));
}

/** Whether the event fits the pattern, for those who ask once; compile the pattern to ask often. */
export function matches(pattern: unknown, event: unknown): boolean {
  return compilePattern(pattern)(event);
}
