import { renderSVG } from "uqr";
import { otpauthUri } from "../totp.ts";
import { CODE, EMAIL, formPage, NEW_PASSWORD, PASSWORD } from "./form.ts";
import { html } from "./html.ts";

interface Shown {
  readonly token: string;
  readonly problem?: string | undefined;
}

/** The form of email and password. */
export function signInPage(
  shown: Shown & { readonly email?: string; readonly selfSignUp: boolean },
): string {
  return formPage({
    ...shown,
    title: "Sign in",
    step: "password",
    fields: [{ ...EMAIL, value: shown.email ?? "" }, PASSWORD],
    button: "Sign in",
    links: [
      { step: "recovery", text: "Forgot the password?" },
      ...(shown.selfSignUp ? [{ step: "sign-up", text: "Make an account" }] : []),
    ],
  });
}

/** Asks for the code of the second factor. */
export function codePage(shown: Shown): string {
  return formPage({
    ...shown,
    title: "Second factor",
    step: "code",
    intro: html`<p>Enter the code that your authenticator app shows now.</p>`,
    fields: [CODE],
    button: "Continue",
  });
}

/** Shows a new second factor, as a picture and as text, and asks for its first code. */
export function enrolmentPage(
  shown: Shown & { readonly secret: string; readonly email: string },
): string {
  const picture = { markup: renderSVG(otpauthUri(shown.secret, shown.email)) };
  return formPage({
    ...shown,
    title: "Set up a second factor",
    step: "enrolment",
    intro: html`<p>Scan this with an authenticator app, or type the key into it, and enter the code that it shows.</p>
<p>${picture}</p><p>Key: <code>${shown.secret}</code></p>`,
    fields: [CODE],
    button: "Continue",
  });
}

/** Asks who came in with a temporary password for one of their own. */
export function newPasswordPage(shown: Shown): string {
  return formPage({
    ...shown,
    title: "Choose a password",
    step: "new-password",
    fields: [NEW_PASSWORD],
    button: "Continue",
  });
}
