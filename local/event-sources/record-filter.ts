import { compilePattern } from "../eventbridge/pattern.ts";

/** Makes the test of FilterCriteria: a record passes when it fits one of the patterns; without any, always. */
export function recordFilter(patterns: readonly unknown[]): (record: unknown) => boolean {
  if (patterns.length === 0) return () => true;
  const tests = patterns.map(compilePattern);
  return (record) => tests.some((test) => test(record));
}

/** A queue's filter sees the body parsed where it is JSON. */
export function withParsedBody(message: Readonly<Record<string, unknown>>): unknown {
  try {
    return { ...message, body: JSON.parse(String(message["body"])) as unknown };
  } catch {
    return message;
  }
}
