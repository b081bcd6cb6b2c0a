import type { CodePurpose } from "../mail-codes.ts";
import { CODE, EMAIL, formPage, NEW_PASSWORD } from "./form.ts";
import { html } from "./html.ts";
import { page } from "./page.ts";

interface Shown {
  readonly purpose: CodePurpose;
  readonly token: string;
  readonly problem?: string | undefined;
}

const TITLES: Readonly<Record<CodePurpose, string>> = {
  recovery: "Forgot the password?",
  "sign-up": "Make an account",
};
const BACK = [{ step: "password", text: "Back to the sign-in" }];

/** Asks which address the code is to be sent to. */
export function addressPage(shown: Shown): string {
  return formPage({
    ...shown,
    title: TITLES[shown.purpose],
    step: shown.purpose,
    fields: [EMAIL],
    button: "Send a code",
    links: BACK,
  });
}

/** Asks for the code that came by mail and for a new password; says the same whether or not one was sent. */
export function mailCodePage(shown: Shown & { readonly email: string }): string {
  return formPage({
    ...shown,
    title: TITLES[shown.purpose],
    step: `${shown.purpose}-code`,
    intro: html`<p>If this address can be used, a code is on its way to it. The code counts for 15 minutes.</p>`,
    hidden: { email: shown.email },
    fields: [CODE, NEW_PASSWORD],
    button: "Continue",
    links: BACK,
  });
}

/** Says that the password counts from now on. */
export function passwordSetPage(): string {
  return page(
    "Done",
    html`<p>The new password counts from now on. Whoever was signed in is signed out.</p>
<p><a href="?step=password">Sign in</a></p>`,
  );
}
