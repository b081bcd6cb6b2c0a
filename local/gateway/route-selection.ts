/**
 * Reads a route selection expression such as `$request.body.action` or `$request.body.[2]`.
 * The made function gives the route key of a message, or undefined where the expression finds no text in it.
 */
export function routeSelector(expression: string): (message: string) => string | undefined {
  const path = /^\$request\.body\.(.+)$/.exec(expression)?.[1];
  if (path === undefined) {
    throw new Error(`The route selection expression ${expression} is not known here.`);
  }
  const steps = path.split(".").map((step) => /^\[(\d+)\]$/.exec(step)?.[1] ?? step);
  return (message) => {
    let value: unknown;
    try {
      value = JSON.parse(message);
    } catch {
      return undefined;
    }
    for (const step of steps) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) {
        return undefined;
      }
      value = (value as Readonly<Record<string, unknown>>)[step];
    }
    return typeof value === "string" ? value : undefined;
  };
}
