const ROOT = "/local/recaptcha";

/** Where Google's reCAPTCHA is on this machine. */
export const RECAPTCHA_PATHS = {
  root: `${ROOT}/`,
  api: `${ROOT}/api`,
  token: `${ROOT}/token`,
  script: `${ROOT}/enterprise.js`,
  issue: `${ROOT}/issue`,
  control: `${ROOT}/control`,
} as const;
