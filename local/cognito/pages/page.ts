import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { type Html, html } from "./html.ts";

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:10vh auto;padding:0 1rem}
label{display:block;margin:.8rem 0 .2rem}input{width:100%;padding:.5rem;box-sizing:border-box;font:inherit}
button{margin-top:1.2rem;padding:.6rem 1.2rem;font:inherit}[role=alert]{color:#a40000}
svg{width:12rem;height:12rem}code{word-break:break-all}pre{white-space:pre-wrap}`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** What every page carries: no scripts, no frames, no caching. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'`,
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** A whole page, as text. */
export function page(title: string, body: Html): string {
  return html`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${{ markup: STYLE }}</style><h1>${title}</h1>${body}</html>`.markup;
}

export function problemPage(problem: string): string {
  return page("Sign-in did not work", html`<p role="alert">${problem}</p>`);
}

export function sendPage(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, PAGE_HEADERS).end(text);
}
