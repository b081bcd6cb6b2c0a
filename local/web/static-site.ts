import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, resolve, sep } from "node:path";
import type { Answer } from "../gateway/http-api.ts";

/** What one bucket deployment puts into a bucket. */
export interface SiteContent {
  /** The asset's directory. */
  readonly directory: string;
  /** Where its files begin in the bucket, without slashes around it. */
  readonly keyPrefix: string;
  /** e.g. `cache-control`; given with every file. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A bucket behind CloudFront: GET and HEAD of single objects. */
export interface StaticSite {
  readonly answer: (method: string, path: string, ifNoneMatch?: string) => Promise<Answer>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".ico": "image/x-icon",
  ".js": "text/javascript",
  ".json": "application/json",
  ".map": "application/json",
  ".mjs": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** Serves the assets of a bucket's deployments. What is not there is 403, because CloudFront may not list the bucket. */
export function createStaticSite(contents: readonly SiteContent[]): StaticSite {
  return {
    answer: async (method, path, ifNoneMatch) => {
      if (method !== "GET" && method !== "HEAD") return accessDenied();
      const key = decodedKey(path);
      const file = key === undefined ? undefined : await readObject(contents, key);
      if (key === undefined || file === undefined) return accessDenied();
      const etag = `"${createHash("md5").update(file.body).digest("hex")}"`;
      const headers = { ...file.headers, etag };
      if (ifNoneMatch === etag) return { status: 304, headers, body: "" };
      return {
        status: 200,
        headers: {
          ...headers,
          "content-type": CONTENT_TYPES[extname(key)] ?? "application/octet-stream",
        },
        body: file.body,
      };
    },
  };
}

function decodedKey(path: string): string | undefined {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return undefined;
  }
}

async function readObject(contents: readonly SiteContent[], key: string) {
  for (const { directory, keyPrefix, headers } of contents) {
    const prefix = keyPrefix === "" ? "" : `${keyPrefix}/`;
    if (!key.startsWith(prefix)) continue;
    const path = resolve(directory, key.slice(prefix.length));
    if (!path.startsWith(`${resolve(directory)}${sep}`)) continue;
    const body = await readFile(path).catch(() => undefined);
    if (body !== undefined) return { body, headers };
  }
  return undefined;
}

function accessDenied(): Answer {
  return {
    status: 403,
    headers: { "content-type": "application/xml" },
    body: '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
  };
}
