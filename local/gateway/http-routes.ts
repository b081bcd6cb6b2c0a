import type { HttpRoute } from "./http-definition.ts";

export interface RouteMatch {
  readonly route: HttpRoute;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface CompiledRoute {
  readonly route: HttpRoute;
  readonly method: string;
  readonly segments: readonly string[];
}

/** Finds the most specific route as API Gateway does: exact segments before variables before greedy ones, a method before ANY, `$default` last. */
export function createRouteTable(
  routes: readonly HttpRoute[],
): (method: string, decodedPath: string) => RouteMatch | undefined {
  const compiled = routes
    .filter(({ routeKey }) => routeKey !== "$default")
    .map(compile)
    .sort((one, other) => (specificity(one) < specificity(other) ? 1 : -1));
  const fallback = routes.find(({ routeKey }) => routeKey === "$default");

  return (method, decodedPath) => {
    const segments = decodedPath.split("/").slice(1);
    for (const candidate of compiled) {
      if (candidate.method !== "ANY" && candidate.method !== method) continue;
      const pathParameters = match(candidate.segments, segments);
      if (pathParameters !== undefined) return { route: candidate.route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: {} };
  };
}

function compile(route: HttpRoute): CompiledRoute {
  const [method = "", path = ""] = route.routeKey.split(" ");
  return { route, method, segments: path.split("/").slice(1) };
}

/** Sorts as text: one letter a segment, the more exact the later in the alphabet. */
function specificity({ method, segments }: CompiledRoute): string {
  const letters = segments.map((segment) =>
    segment.endsWith("+}") ? "a" : segment.startsWith("{") ? "b" : "c",
  );
  return `${letters.join("")}${method === "ANY" ? "" : "m"}`;
}

function match(
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (part.endsWith("+}")) {
      parameters[part.slice(1, -2)] = segments.slice(index).join("/");
      return parameters;
    }
    if (part.startsWith("{")) {
      if (segment === "") return undefined;
      parameters[part.slice(1, -1)] = segment;
    } else if (part !== segment) return undefined;
  }
  return pattern.length === segments.length ? parameters : undefined;
}
