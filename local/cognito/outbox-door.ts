import type { IncomingMessage, ServerResponse } from "node:http";
import type { Outbox } from "./outbox.ts";
import { outboxPage } from "./pages/outbox-page.ts";
import { problemPage, sendPage } from "./pages/page.ts";

/** A name that a browser was lured to could point to this machine; only its own names open the outbox. */
const OWN_HOST = /^(localhost|127\.0\.0\.1)(:\d+)?$/;

/** Shows the outbox to a browser on this machine. */
export function createOutboxDoor(
  outbox: Outbox,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    if (!OWN_HOST.test(request.headers.host ?? "")) {
      return sendPage(response, 403, problemPage("This page is for this machine only."));
    }
    if (request.method !== "GET") return sendPage(response, 405, problemPage("Only reading."));
    sendPage(response, 200, outboxPage(await outbox.letters()));
  };
}
