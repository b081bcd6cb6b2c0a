import { randomBytes } from "node:crypto";
import type { PspAccount, PspBooks, PspCheckout } from "./books.ts";
import type { PspNotices } from "./notices.ts";
import { checkoutObject, inTime, intentObject, refundObject } from "./wire.ts";

/** What the API answers. */
export interface PspAnswer {
  readonly status: number;
  readonly body: object;
}

/** A request of one account: its path behind `/v1/`, and its form or query. */
export interface PspRequest {
  readonly account: PspAccount;
  readonly method: string;
  readonly path: readonly string[];
  readonly form: URLSearchParams;
}

interface Ports {
  readonly books: PspBooks;
  readonly notices: PspNotices;
  readonly pageUrl: string;
}

const newId = (prefix: string) => `${prefix}_${randomBytes(12).toString("hex")}`;
const nowSeconds = () => Math.floor(Date.now() / 1000);
const refused = (status: number, code: string): PspAnswer => ({
  status,
  body: { error: { type: "invalid_request_error", code, message: `The stand-in says ${code}.` } },
});
const ok = (body: object): PspAnswer => ({ status: 200, body });

/** The operations of Stripe's API that the platform uses. */
export async function carryOut(request: PspRequest, ports: Ports): Promise<PspAnswer> {
  const { method, path } = request;
  const [resource, ...rest] = path;
  if (resource === "checkout" && rest[0] === "sessions") {
    return checkouts(request, rest.slice(1), ports);
  }
  if (resource === "payment_intents" && method === "POST") return intents(request, rest, ports);
  if (resource === "refunds") return refunds(request, ports);
  return refused(404, "resource_missing");
}

async function checkouts(
  { account, method, form }: PspRequest,
  [id, step]: readonly string[],
  { books, pageUrl, notices }: Ports,
): Promise<PspAnswer> {
  if (method === "POST" && id === undefined) {
    const made = newCheckout(account, form);
    if (made.amountMinor <= 0) return refused(400, "amount_too_small");
    await books.keep(made);
    return ok(checkoutObject(made, pageUrl, false));
  }
  const stored = books.checkout(id ?? "");
  if (stored?.operatorId !== account.operatorId) return refused(404, "resource_missing");
  const now = inTime(stored, nowSeconds());
  if (now !== stored) await books.keep(now);
  if (method === "GET") return ok(checkoutObject(now, pageUrl, form.has("expand[0]")));
  if (step !== "expire") return refused(404, "resource_missing");
  if (now.checkout !== "open") return refused(400, "checkout_session_not_open");
  const expired: PspCheckout = { ...now, checkout: "expired", intent: "canceled" };
  await books.keep(expired);
  notices.send(account, "checkout.session.expired", checkoutObject(expired, pageUrl, false));
  return ok(checkoutObject(expired, pageUrl, false));
}

async function intents(
  { account, form }: PspRequest,
  [id = "", step]: readonly string[],
  { books, notices }: Ports,
): Promise<PspAnswer> {
  const stored = books.byIntent(id);
  if (stored?.operatorId !== account.operatorId) return refused(404, "resource_missing");
  const held = inTime(stored, nowSeconds());
  if (held.intent !== "requires_capture") return refused(400, "payment_intent_unexpected_state");
  if (step === "cancel") {
    const canceled: PspCheckout = { ...held, intent: "canceled" };
    await books.keep(canceled);
    notices.send(account, "payment_intent.canceled", intentObject(canceled));
    return ok(intentObject(canceled));
  }
  if (step !== "capture") return refused(404, "resource_missing");
  const receivedMinor = Number(form.get("amount_to_capture") ?? held.amountMinor);
  if (!(receivedMinor > 0 && receivedMinor <= held.amountMinor)) {
    return refused(400, "amount_too_large");
  }
  const captured: PspCheckout = { ...held, intent: "succeeded", receivedMinor };
  await books.keep(captured);
  notices.send(account, "payment_intent.succeeded", intentObject(captured));
  return ok(intentObject(captured));
}

async function refunds(
  { account, method, form }: PspRequest,
  { books }: Ports,
): Promise<PspAnswer> {
  const paid = books.byIntent(form.get("payment_intent") ?? "");
  if (paid?.operatorId !== account.operatorId) return refused(404, "resource_missing");
  if (method === "GET") {
    const data = paid.refunds.map((refund) => refundObject(paid, refund));
    return ok({ object: "list", data, has_more: false, url: "/v1/refunds" });
  }
  const amountMinor = Number(form.get("amount"));
  const given = paid.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0);
  if (!(amountMinor > 0 && amountMinor + given <= paid.receivedMinor)) {
    return refused(400, "charge_already_refunded");
  }
  const refund = { id: newId("re"), amountMinor, metadata: mapIn(form, "metadata") };
  await books.keep({ ...paid, refunds: [...paid.refunds, refund] });
  return ok(refundObject(paid, refund));
}

function newCheckout(account: PspAccount, form: URLSearchParams): PspCheckout {
  const price = "line_items[0][price_data]";
  return {
    id: newId("cs_test"),
    intentId: newId("pi"),
    operatorId: account.operatorId,
    metadata: mapIn(form, "metadata"),
    amountMinor: Number(form.get(`${price}[unit_amount]`)),
    currency: form.get(`${price}[currency]`) ?? "",
    words: form.get(`${price}[product_data][name]`) ?? "",
    successUrl: form.get("success_url") ?? "",
    cancelUrl: form.get("cancel_url") ?? "",
    createdAt: nowSeconds(),
    expiresAt: Number(form.get("expires_at")),
    wantsConsent: form.get("payment_method_options[card][request_three_d_secure]") === "any",
    checkout: "open",
    intent: "requires_payment_method",
    receivedMinor: 0,
    refunds: [],
  };
}

/** The fields of a form under one name, e.g. `metadata[paymentId]`. */
function mapIn(form: URLSearchParams, name: string): Record<string, string> {
  const fields = [...form].flatMap(([key, value]) => {
    const inner = key.startsWith(`${name}[`) ? key.slice(name.length + 1, -1) : undefined;
    return inner === undefined ? [] : [[inner, value] as const];
  });
  return Object.fromEntries(fields);
}
