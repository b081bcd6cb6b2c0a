import { RECAPTCHA_PATHS } from "./paths.ts";

/** What a page loads in place of Google's script: the same names, and a token from the service on this machine. */
export const RECAPTCHA_SCRIPT = `(() => {
  const ready = (work) => queueMicrotask(work);
  const execute = async (siteKey, { action }) => {
    const answer = await fetch("${RECAPTCHA_PATHS.issue}", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ siteKey, action, hostname: location.hostname }),
    });
    if (!answer.ok) throw new Error("reCAPTCHA: " + answer.status);
    return (await answer.json()).token;
  };
  globalThis.grecaptcha = { ready, execute, enterprise: { ready, execute } };
})();
`;
