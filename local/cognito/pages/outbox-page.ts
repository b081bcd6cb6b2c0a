import type { PostedLetter } from "../outbox.ts";
import { html } from "./html.ts";
import { page } from "./page.ts";

/** The mail that was never sent, newest first. */
export function outboxPage(letters: readonly PostedLetter[]): string {
  const shown = letters.map(
    ({ postedAt, to, subject, text }) =>
      html`<h2>${subject}</h2><p>${postedAt} to ${to}</p><pre>${text}</pre>`,
  );
  return page(
    "Outbox",
    html`<p>Mail that the platform would have sent. On this machine it goes nowhere else.</p>${
      shown.length > 0 ? shown : html`<p>There is none.</p>`
    }`,
  );
}
