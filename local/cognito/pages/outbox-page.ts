import type { PostedLetter } from "../outbox.ts";
import { html, NOTHING } from "./html.ts";
import { page } from "./page.ts";

/** The mail that was never sent, newest first. */
export function outboxPage(letters: readonly PostedLetter[]): string {
  const shown = letters.map(
    ({ postedAt, to, subject, text, attachment }) =>
      html`<h2>${subject}</h2><p>${postedAt} to ${to}</p><pre>${text}</pre>${
        attachment ? html`<p>With the file ${attachment.fileName}.</p>` : NOTHING
      }`,
  );
  return page(
    "Outbox",
    html`<p>Mail that the platform would have sent. On this machine it goes nowhere else.</p>${
      shown.length > 0 ? shown : html`<p>There is none.</p>`
    }`,
  );
}
