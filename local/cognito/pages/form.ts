import { type Html, html, NOTHING } from "./html.ts";
import { page } from "./page.ts";

interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: "email" | "password" | "text";
  readonly autocomplete: string;
  readonly value?: string;
}

/** A form. `token` proves that it was ours, `step` says what it is for. */
interface Form {
  readonly token: string;
  readonly step: string;
  readonly fields: readonly Field[];
  readonly button: string;
  /** Sent along unseen. */
  readonly hidden?: Readonly<Record<string, string>>;
}

/** A page with one form. */
interface FormPage extends Form {
  readonly title: string;
  readonly problem?: string | undefined;
  readonly intro?: Html;
  readonly links?: readonly { readonly step: string; readonly text: string }[];
}

const isNumeric = ({ autocomplete }: Field): boolean => autocomplete === "one-time-code";

function inputOf(field: Field): Html {
  const { name, label, type, autocomplete, value = "" } = field;
  const numeric = isNumeric(field) ? html` inputmode="numeric"` : NOTHING;
  return html`<label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" required${numeric} value="${value}">`;
}

/** A form as markup. */
export function form({ token, step, hidden = {}, fields, button }: Form): Html {
  const unseen = Object.entries({ step, token, ...hidden }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" autocomplete="on">${unseen}
${fields.map(inputOf)}
<button>${button}</button></form>`;
}

/** A page without scripts that asks for one thing. */
export function formPage(asked: FormPage): string {
  const problem = asked.problem ? html`<p role="alert">${asked.problem}</p>` : NOTHING;
  const links = (asked.links ?? []).map(
    ({ step, text }) => html`<p><a href="?step=${step}">${text}</a></p>`,
  );
  return page(asked.title, html`${problem}${asked.intro ?? NOTHING}${form(asked)}${links}`);
}

export const EMAIL: Field = {
  name: "email",
  label: "Email",
  type: "email",
  autocomplete: "username",
};
export const PASSWORD: Field = {
  name: "password",
  label: "Password",
  type: "password",
  autocomplete: "current-password",
};
export const NEW_PASSWORD: Field = {
  name: "new-password",
  label: "New password",
  type: "password",
  autocomplete: "new-password",
};
export const CODE: Field = {
  name: "code",
  label: "Code",
  type: "text",
  autocomplete: "one-time-code",
};
