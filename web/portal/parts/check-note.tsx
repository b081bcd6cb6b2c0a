import { useSpeech } from "../speech.tsx";

/** What Google asks to be said where its badge is not shown. */
export function CheckNote() {
  const { say } = useSpeech();
  const [before, between, after] = say("notice.recaptcha").split(/\{privacy\}|\{terms\}/);
  return (
    <p class="fine">
      {before}
      <a href="https://policies.google.com/privacy" rel="noreferrer">
        {say("notice.recaptcha.privacy")}
      </a>
      {between}
      <a href="https://policies.google.com/terms" rel="noreferrer">
        {say("notice.recaptcha.terms")}
      </a>
      {after}
    </p>
  );
}
