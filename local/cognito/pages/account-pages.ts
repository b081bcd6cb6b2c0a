import { CODE, form, NEW_PASSWORD, PASSWORD } from "./form.ts";
import { type Html, html, NOTHING } from "./html.ts";
import { page } from "./page.ts";

export interface AccountPage {
  readonly token: string;
  readonly email: string;
  readonly hasFactor: boolean;
  readonly isOptional: boolean;
  readonly problem?: string | undefined;
}

function factorPart({ hasFactor, isOptional, token }: AccountPage): Html {
  if (!isOptional) return NOTHING;
  if (!hasFactor) return html`<p><a href="?step=enrolment">Set up a second factor</a></p>`;
  const removal = form({ token, step: "remove-factor", fields: [CODE], button: "Remove" });
  return html`<h2>Remove the second factor</h2>${removal}`;
}

/** What somebody who is signed in may change of their own account. */
export function accountPage(shown: AccountPage): string {
  const { token, problem } = shown;
  const change = form({
    token,
    step: "change-password",
    fields: [{ ...PASSWORD, label: "Current password" }, NEW_PASSWORD],
    button: "Change",
  });
  return page(
    "Your account",
    html`${problem === undefined ? NOTHING : html`<p role="alert">${problem}</p>`}<p>${shown.email}</p>
<h2>Change the password</h2>${change}${factorPart(shown)}`,
  );
}

/** What follows on a change of the password: every browser signs in anew, this one too. */
export function signedOutPage(): string {
  return page(
    "Done",
    html`<p>The new password counts from now on. You are signed out everywhere.</p>`,
  );
}
