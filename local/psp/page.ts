import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { type Html, html, NOTHING } from "../cognito/pages/html.ts";
import type { PspCheckout } from "./books.ts";

const STYLE = `:root{color-scheme:light dark}*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,sans-serif;background:#f4f5f7;color:#1a1f36}
main{max-width:26rem;margin:0 auto;padding:1.5rem 1rem 3rem}
header{font-size:.85rem;color:#4f566b;margin-bottom:1rem}
h1{font-size:2rem;margin:.2rem 0}section{background:#fff;border-radius:12px;padding:1.25rem;box-shadow:0 1px 3px #0002}
fieldset{border:0;margin:0;padding:0}legend{font-weight:600;margin-bottom:.5rem}
label{display:flex;gap:.75rem;align-items:center;padding:.8rem;border:1px solid #d5dbe1;border-radius:8px;margin:.4rem 0;cursor:pointer}
label:has(:checked){border-color:#3b4fd8;box-shadow:0 0 0 1px #3b4fd8}
small{display:block;color:#4f566b}button{width:100%;min-height:3rem;margin-top:1rem;border:0;border-radius:8px;background:#3b4fd8;color:#fff;font:600 1rem system-ui,sans-serif;cursor:pointer}
button:focus-visible,input:focus-visible{outline:3px solid #f5a623;outline-offset:2px}
a{display:block;text-align:center;margin-top:1rem;color:#3b4fd8}[role=alert]{background:#fdecea;color:#8a1f11;padding:.75rem;border-radius:8px}
@media(prefers-color-scheme:dark){body{background:#12151f;color:#e8eaf0}section{background:#1d2130}small,header{color:#a9b0c3}label{border-color:#3a4157}a{color:#9fabff}[role=alert]{background:#4a1a14;color:#ffd9d3}}`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'`,
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** The cards that one can pay with; none has a number. */
export const TEST_CARDS = [
  {
    name: "works",
    label: "Works",
    about: "The hold is placed at once.",
    brand: "visa",
    last4: "0001",
  },
  {
    name: "consent",
    label: "Bank asks back",
    about: "3-D Secure, then it works.",
    brand: "mastercard",
    last4: "0002",
  },
  { name: "declined", label: "Declined", about: "The bank refuses.", brand: "visa", last4: "0003" },
  {
    name: "no-funds",
    label: "Not enough money",
    about: "The bank refuses.",
    brand: "mastercard",
    last4: "0004",
  },
  {
    name: "often",
    label: "Always the same card",
    about: "It works until it was used too often.",
    brand: "visa",
    last4: "0005",
  },
] as const;

/** The page that a driver pays on. */
export function payPage(checkout: PspCheckout, problem?: string): string {
  const cards = TEST_CARDS.map(({ name, label, about, last4 }, index) => {
    const checked: Html = index === 0 ? html`checked` : NOTHING;
    return html`<label><input type="radio" name="card" value="${name}" ${checked}><span>${label} ·· ${last4}<small>${about}</small></span></label>`;
  });
  return page(
    html`<h1>${priceOf(checkout)}</h1><p>${checkout.words}</p>
${problem === undefined ? NOTHING : html`<p role="alert">${problem}</p>`}
<section><form method="post"><fieldset><legend>Test card</legend>${cards}</fieldset>
<button>Hold ${priceOf(checkout)}</button></form></section><a href="${checkout.cancelUrl}">Back without paying</a>`,
  );
}

/** The page on which a bank asks whether it was its customer. */
export function consentPage(checkout: PspCheckout): string {
  return page(
    html`<h1>Your bank asks</h1><p>Do you allow a hold of ${priceOf(checkout)}?</p>
<section><form method="post"><button name="card" value="consented">Allow</button></form>
<form method="post"><button name="card" value="declined">Refuse</button></form></section>`,
  );
}

export function overPage(): string {
  return page(html`<h1>Nothing to pay here</h1><p>This page was used, or its time is over.</p>`);
}

export function sendPspPage(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, HEADERS).end(text);
}

function page(body: Html): string {
  return html`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Pay (stand-in)</title><style>${{ markup: STYLE }}</style><main><header>Stand-in of a payment service · no real money, no real cards</header>${body}</main></html>`
    .markup;
}

function priceOf({ amountMinor, currency }: PspCheckout): string {
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency: currency.toUpperCase(),
  });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
