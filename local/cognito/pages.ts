import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:22rem;margin:15vh auto;padding:0 1rem}
label{display:block;margin:.8rem 0 .2rem}input{width:100%;padding:.5rem;box-sizing:border-box;font:inherit}
button{margin-top:1.2rem;padding:.6rem 1.2rem;font:inherit}[role=alert]{color:#a40000}`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that means nothing to a browser, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${STYLE}</style><h1>${escapeHtml(title)}</h1>${body}</html>`;
}

/** The form of email and password; `token` proves that the form was ours. */
export function signInPage(form: {
  readonly token: string;
  readonly email?: string;
  readonly problem?: string;
}): string {
  const problem = form.problem ? `<p role="alert">${escapeHtml(form.problem)}</p>` : "";
  return page(
    "Sign in",
    `${problem}<form method="post" autocomplete="on"><input type="hidden" name="token" value="${escapeHtml(form.token)}">
<label for="email">Email</label><input id="email" name="email" type="email" autocomplete="username" required autofocus value="${escapeHtml(form.email ?? "")}">
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Sign in</button></form>`,
  );
}

export function problemPage(problem: string): string {
  return page("Sign-in did not work", `<p role="alert">${escapeHtml(problem)}</p>`);
}

/** What every page carries: no scripts, no frames, no caching. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'`,
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

export function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, PAGE_HEADERS).end(html);
}
