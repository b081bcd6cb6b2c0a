import { useState } from "preact/hooks";
import { CallButton } from "../parts/call-button.tsx";
import { Icon } from "../parts/icons.tsx";
import { Title } from "../parts/title.tsx";
import type { Verify } from "../problem.ts";
import { useSpeech } from "../speech.tsx";
import { ReportForm } from "./report-form.tsx";

interface VerifyScreenProps {
  readonly code: string;
  /** Absent for a code that is none of ours: then there is nothing to compare with. */
  readonly verify: Verify | undefined;
}

/** For a code that was altered, is over or is none: how to tell whether the charger is genuine. */
export function VerifyScreen({ code, verify }: VerifyScreenProps) {
  const { say } = useSpeech();
  const [isReporting, setReporting] = useState(false);
  return (
    <div class="screen">
      <p class="emblem warn">
        <Icon name="shield" />
      </p>
      <Title>{say(verify ? "expired.title" : "unknown.title")}</Title>
      <p>{say(verify ? "expired.text" : "unknown.text")}</p>
      {verify && (
        <section class="card">
          <p class="photo">
            <Icon name="image" />
            <span>{say("verify.photo")}</span>
          </p>
          <dl class="rows">
            <div>
              <dt>{say("verify.operator")}</dt>
              <dd>{verify.operatorName}</dd>
            </div>
            <div>
              <dt>{say("verify.site")}</dt>
              <dd>{verify.siteName}</dd>
            </div>
            <div>
              <dt>{say("verify.label")}</dt>
              <dd>{verify.label}</dd>
            </div>
          </dl>
        </section>
      )}
      <ol class="checks">
        <li>{say("verify.step1")}</li>
        <li>{say("verify.step2")}</li>
        <li>
          {verify ? say("verify.step3", { label: verify.label }) : say("verify.step3.unknown")}
        </li>
      </ol>
      {isReporting ? (
        <ReportForm code={code} />
      ) : (
        <button type="button" class="button first" onClick={() => setReporting(true)}>
          {say("report.button")}
        </button>
      )}
      {verify && <CallButton operatorName={verify.operatorName} phone={verify.supportPhone} />}
    </div>
  );
}
