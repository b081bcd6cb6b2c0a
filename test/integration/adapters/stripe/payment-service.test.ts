import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { stripeNotice } from "#adapters/stripe/notice.ts";
import { stripePaymentService } from "#adapters/stripe/payment-service.ts";
import type { PaymentService } from "#domain/payments/payment-service.ts";
import { startPsp } from "#local/psp/start.ts";
import { startPages } from "#test/support/local/psp-pages.ts";

let dataDir: string;
let psp: Awaited<ReturnType<typeof startPsp>>;
let pages: Awaited<ReturnType<typeof startPages>>;
let service: PaymentService;
let secretKey: string;
let paymentCount = 0;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "chargeward-psp-"));
  pages = await startPages();
  psp = await startPsp({ dataDir, publicUrl: pages.url, writeLog: () => undefined });
  pages.serve(psp.handler);
  const account = await psp.ensureAccount("demo-a");
  ({ secretKey } = account);
  const places = { stripeUrl: psp.endpoint, appUrl: "https://app.example" };
  service = stripePaymentService(account, places);
});
afterEach(() => pages.faults({}));
afterAll(async () => {
  await psp.stop();
  await pages.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function opened(amountMinor = 5_000) {
  const paymentId = `payment-${++paymentCount}`;
  const request = {
    operatorId: "demo-a",
    paymentId,
    attemptId: paymentId,
    amountMinor,
    currency: "EUR",
    words: "Charging",
    isStrong: false,
    tryId: `${paymentId}.hold.0`,
    payUntil: new Date(Date.now() + 900_000).toISOString(),
  };
  const answer = await service.openCheckout(request);
  if ("refused" in answer) throw new Error(answer.refused);
  return { ...answer, request };
}

async function held() {
  const checkout = await opened();
  await pages.pay(checkout.url);
  const seen = await service.lookAtHold(checkout.checkoutId);
  if (seen.state !== "held") throw new Error(`it is ${seen.state}`);
  return { ...checkout, ...seen };
}

describe("Stripe, as the stand-in speaks it", () => {
  it("opens the same page for the same try, and another one for another", async () => {
    const first = await opened();

    const again = await service.openCheckout(first.request);
    const other = await service.openCheckout({ ...first.request, tryId: "another" });

    expect(again).toEqual({ checkoutId: first.checkoutId, url: first.url });
    expect(other).not.toMatchObject({ checkoutId: first.checkoutId });
  });

  it("holds when the driver has paid, takes part of it once, and says so whenever it is asked", async () => {
    const { holdId, checkoutId, amountMinor, instrument } = await held();
    const take = { holdId, amountMinor: 1_234, tryId: "t1" };

    const taken = await service.capture(take);
    const again = await service.capture(take);
    const other = await service.capture({ ...take, tryId: "t2" });

    expect([amountMinor, instrument?.last4]).toEqual([5_000, "0001"]);
    expect([taken, again]).toEqual([{ amountMinor: 1_234 }, { amountMinor: 1_234 }]);
    expect(other).toHaveProperty("refused");
    expect(await service.lookAtHold(checkoutId)).toEqual({
      state: "captured",
      holdId,
      amountMinor: 1_234,
    });
  });

  it("takes no more than is held", async () => {
    const { holdId } = await held();

    const answer = await service.capture({ holdId, amountMinor: 5_001, tryId: "more" });

    expect(answer).toEqual({ refused: "amount_too_large" });
  });

  it("lets a hold go, and nothing can be taken of it then", async () => {
    const { holdId, checkoutId } = await held();

    const released = await service.release(holdId, "release");

    expect(released).toEqual({ released: true });
    expect(await service.lookAtHold(checkoutId)).toEqual({ state: "gone" });
    expect(await service.capture({ holdId, amountMinor: 1, tryId: "late" })).toHaveProperty(
      "refused",
    );
  });

  it("gives one refund once, though its answer was lost", async () => {
    const { holdId } = await held();
    await service.capture({ holdId, amountMinor: 1_000, tryId: "take" });
    const refund = { holdId, refundId: "r1", amountMinor: 600 };
    await pages.faults({ failing: { operation: "POST /v1/refunds", times: 2, late: true } });

    await service.refund({ ...refund, tryId: "r1.0" }).catch(() => undefined);
    await pages.faults({});
    const again = await service.refund({ ...refund, tryId: "r1.1" });
    const rest = await service.refund({ holdId, refundId: "r2", amountMinor: 401, tryId: "r2.0" });

    expect(again).toEqual({ amountMinor: 600 });
    expect(rest).toHaveProperty("refused");
  });

  it("closes a page on which nobody has paid, and leaves a hold alone", async () => {
    const unpaid = await opened();
    const paid = await held();

    await service.closeCheckout(unpaid.checkoutId);
    await service.closeCheckout(paid.checkoutId);

    expect(await service.lookAtHold(unpaid.checkoutId)).toEqual({ state: "gone" });
    expect(await service.lookAtHold(paid.checkoutId)).toMatchObject({ state: "held" });
  });

  it("throws what may work another time, without a word of the key or the request", async () => {
    await pages.faults({ failing: { operation: "checkout", times: 9, late: false } });

    const error = await opened().catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(/^Error: stripe: StripeAPIError/);
    expect(String(error)).not.toContain(secretKey);
  });
});

describe("a notice", () => {
  const secret = "whsec_of_this_account";
  const body = JSON.stringify({
    id: "evt_1",
    object: "event",
    type: "checkout.session.completed",
    data: { object: { metadata: { paymentId: "p1" } } },
  });
  const signed = (key: string, at = Math.floor(Date.now() / 1000)) =>
    `t=${at},v1=${createHmac("sha256", key).update(`${at}.${body}`).digest("hex")}`;

  it("is believed with the account's own signature, and names its payment", () => {
    expect(stripeNotice(body, signed(secret), secret)).toEqual({
      eventId: "evt_1",
      paymentId: "p1",
    });
  });

  it.each([
    ["of another account", () => [body, signed("whsec_of_another")] as const],
    ["that is six minutes old", () => [body, signed(secret, Date.now() / 1000 - 360)] as const],
    ["that was altered", () => [body.replace("p1", "p2"), signed(secret)] as const],
    ["without a signature", () => [body, undefined] as const],
    ["that is no event", () => ["[]", signed(secret)] as const],
  ])("%s is none", (_what, make) => {
    const [text, signature] = make();

    expect(stripeNotice(text, signature, secret)).toBeUndefined();
  });
});
