/** Google's reCAPTCHA Enterprise. The local platform puts its own in their place. */
export const RECAPTCHA = {
  apiUrl: "https://recaptchaenterprise.googleapis.com",
  tokenUrl: "https://oauth2.googleapis.com/token",
  scriptUrl: "https://www.google.com/recaptcha/enterprise.js",
} as const;
