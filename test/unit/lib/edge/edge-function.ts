import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

export interface EdgeRequest {
  readonly headers?: Readonly<Record<string, { readonly value: string }>>;
  readonly uri: string;
  readonly querystring: Readonly<
    Record<string, { readonly value: string; readonly multiValue?: unknown }>
  >;
}

export interface EdgeAnswer {
  readonly statusCode: number;
}

/** Loads a CloudFront function as CloudFront does: a script by itself, which defines `handler`. */
export function loadEdgeFunction(
  file: string,
): (request: EdgeRequest) => Partial<EdgeRequest & EdgeAnswer> {
  const path = join(import.meta.dirname, "../../../../lib/edge", `${file}.js`);
  const handler = runInNewContext(`${readFileSync(path, "utf8")}\nhandler`);
  return (request) => JSON.parse(JSON.stringify(handler({ request })));
}
