import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readForm } from "../cognito/read-form.ts";
import type { PspBooks, PspCheckout } from "./books.ts";
import type { PspNotices } from "./notices.ts";
import { consentPage, overPage, payPage, sendPspPage, TEST_CARDS } from "./page.ts";
import { checkoutObject, inTime } from "./wire.ts";

const HOLD_DAYS = 7;
const REFUSALS: Readonly<Record<string, string>> = {
  declined: "The bank refused this card. Try another one.",
  "no-funds": "There is not enough money on this card. Try another one.",
};

/** The pages on which drivers pay, below `/psp/pay/`. */
export function pspPageDoor(ports: {
  readonly books: PspBooks;
  readonly notices: PspNotices;
  readonly pageUrl: string;
}) {
  const { books } = ports;

  const pay = async (open: PspCheckout, card: PspCheckout["card"]): Promise<PspCheckout> => {
    const captureBefore = Math.floor(Date.now() / 1000) + HOLD_DAYS * 86_400;
    const held: PspCheckout = {
      ...open,
      checkout: "complete",
      intent: "requires_capture",
      ...(card && { card }),
      captureBefore,
    };
    await books.keep(held);
    const account = books.accounts().find(({ operatorId }) => operatorId === held.operatorId);
    const told = checkoutObject(held, ports.pageUrl, false);
    if (account) ports.notices.send(account, "checkout.session.completed", told);
    return held;
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const id = (request.url ?? "").split("?")[0]?.split("/").at(-1) ?? "";
    const stored = books.checkout(id);
    const checkout = stored && inTime(stored, Math.floor(Date.now() / 1000));
    if (checkout?.checkout !== "open") return sendPspPage(response, 404, overPage());
    if (request.method === "GET") return sendPspPage(response, 200, payPage(checkout));
    if (request.method !== "POST") return sendPspPage(response, 405, overPage());

    const chosen = (await readForm(request)).get("card") ?? "";
    const refusal = REFUSALS[chosen];
    if (refusal !== undefined) return sendPspPage(response, 402, payPage(checkout, refusal));
    const asksBack = chosen === "consent" || (checkout.wantsConsent && chosen !== "consented");
    if (asksBack) return sendPspPage(response, 200, consentPage(checkout));
    const card = TEST_CARDS.find(({ name }) => name === chosen) ?? TEST_CARDS[0];
    const { brand, last4 } = card;
    // Cards of the stand-in are another one each time, but for the one that is to be used too often.
    const fingerprint = card.name === "often" ? card.name : randomUUID();
    const held = await pay(checkout, { brand, last4, fingerprint });
    response.writeHead(303, { location: held.successUrl }).end();
  };
}
