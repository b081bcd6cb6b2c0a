import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { portalPolicy } from "#lib/content-security-policies.ts";

/** What the fake answers to a request of the page, or undefined where there is no such thing. */
export type Answers = (
  method: string,
  path: string,
) => { readonly status?: number; readonly body: unknown } | undefined;

const PAGES = join(import.meta.dirname, "..", "..", "..", "dist", "web");
const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

/** The built portal under its own policy, before a platform that answers as a test wants it. */
export async function startFakePlatform(): Promise<{
  readonly url: string;
  readonly answer: (answers: Answers) => void;
  readonly stop: () => void;
}> {
  let answers: Answers = () => undefined;
  const server = createServer(async (request, response) => {
    const [path = ""] = (request.url ?? "").split("?");
    if (path.startsWith("/charge/")) {
      const file = extname(path) === "" ? "/charge/index.html" : path;
      const body = await readFile(join(PAGES, file)).catch(() => undefined);
      response.writeHead(body ? 200 : 404, {
        "content-type": TYPES[extname(file)] ?? "text/plain",
        "content-security-policy": portalPolicy(),
      });
      return void response.end(body);
    }
    const { status = 200, body } = answers(request.method ?? "GET", path) ?? {
      status: 404,
      body: { code: "request.not-found" },
    };
    const isProblem = status >= 400;
    response.writeHead(status, {
      "content-type": isProblem ? "application/problem+json" : "application/json",
    });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    answer: (given) => {
      answers = given;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
