import { RECAPTCHA } from "./recaptcha.ts";

/** What the pages of staff may load and call: their own, and where people sign in. */
export function pagesPolicy(signInOrigins: readonly string[]): string {
  return [
    "default-src 'self'",
    `connect-src 'self' ${signInOrigins.join(" ")}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** From where Google's script brings the rest of itself. */
const RECAPTCHA_PARTS = "https://www.gstatic.com/recaptcha/";
const RECAPTCHA_FRAMES =
  "https://www.google.com/recaptcha/ https://recaptcha.google.com/recaptcha/";

/** What the drivers' portal may load and call: its own and reCAPTCHA, and nothing inline. The payment page is left for, not framed. */
export function portalPolicy(): string {
  const recaptcha = new URL(".", RECAPTCHA.scriptUrl).href;
  return [
    "default-src 'none'",
    `script-src 'self' ${recaptcha} ${RECAPTCHA_PARTS}`,
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${recaptcha}`,
    `frame-src ${RECAPTCHA_FRAMES}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
