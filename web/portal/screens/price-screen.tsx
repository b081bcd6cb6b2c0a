import { useEffect, useState } from "preact/hooks";
import type { ShownConnector } from "#contracts/rest/adhoc.ts";
import type { KeptAttempt } from "../attempt-memory.ts";
import { begin } from "../begin.ts";
import { prepareCheck } from "../browser-check.ts";
import { BusyButton } from "../parts/busy-button.tsx";
import { CallButton } from "../parts/call-button.tsx";
import { CheckNote } from "../parts/check-note.tsx";
import { HoldNote } from "../parts/hold-note.tsx";
import { Notices } from "../parts/notices.tsx";
import { PlaceCard } from "../parts/place-card.tsx";
import { PriceCard } from "../parts/price-card.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Title } from "../parts/title.tsx";
import { PlatformProblem } from "../problem.ts";
import { useSpeech } from "../speech.tsx";
import { NOTICES } from "../texts/notices.ts";
import {
  asGiven,
  type DriverFields,
  EMPTY_FIELDS,
  FormFields,
  fieldProblems,
} from "./form-fields.tsx";

interface PriceScreenProps {
  readonly code: string;
  readonly shown: ShownConnector;
  readonly onBegun: (kept: KeptAttempt) => void;
  /** Loads the price again: what is shown counts no more. */
  readonly onStale: () => Promise<void>;
}

const STALE = [
  "adhoc.intent-over",
  "adhoc.connector-unavailable",
  "adhoc.closed",
  "adhoc.token-used",
];

/** Where one is, what it costs, what is reserved, and the one button. */
export function PriceScreen({ code, shown, onBegun, onStale }: PriceScreenProps) {
  const { say, formats, language } = useSpeech();
  const [fields, setFields] = useState<DriverFields>(EMPTY_FIELDS);
  const [wrong, setWrong] = useState<ReturnType<typeof fieldProblems>>({});
  const [problem, setProblem] = useState<PlatformProblem>();
  const { place, price, hold, gate, plateDemanded } = shown;
  const scriptKey = gate && `${gate.scriptUrl} ${gate.siteKey}`;

  // Each look brings a new object of the same gate.
  useEffect(() => {
    if (gate) prepareCheck(gate).catch(() => {});
  }, [scriptKey]);

  const start = async () => {
    const found = fieldProblems(fields, plateDemanded);
    setWrong(found);
    if (found.plate || found.receiptEmail)
      return document.getElementById(found.plate ? "plate" : "email")?.focus();
    const noticeIds = NOTICES[language].map(({ noticeId }) => noticeId);
    try {
      onBegun(await begin(code, shown, { language, noticeIds, ...asGiven(fields, plateDemanded) }));
    } catch (error) {
      if (error instanceof PlatformProblem && STALE.includes(error.code)) await onStale();
      throw error;
    }
  };

  const canStart = shown.open && shown.status === "free";
  const amount = hold && formats.money(hold.amountMinor, hold.currency);
  return (
    <div class="screen">
      <div class="heading">
        <Title>{place.siteName}</Title>
        <p class="quiet">{say("place.compare")}</p>
      </div>
      <PlaceCard
        place={place}
        plugType={shown.plugType}
        maxPowerW={shown.maxPowerW}
        status={shown.status}
      />
      {price && <PriceCard price={price} />}
      {canStart && hold && <HoldNote amountMinor={hold.amountMinor} currency={hold.currency} />}
      {canStart ? (
        <>
          <FormFields
            fields={fields}
            wrong={wrong}
            plateDemanded={plateDemanded}
            onChange={setFields}
          />
          <Notices />
          {gate && <CheckNote />}
          <div class="action">
            <ProblemNote problem={problem} />
            {amount && <p class="fine">{say("start.accept", { amount })}</p>}
            <BusyButton work={start} onProblem={setProblem}>
              {say("start.button")}
            </BusyButton>
          </div>
        </>
      ) : (
        <>
          <p class="card" role="status">
            {say(whyNot(shown))}
          </p>
          <ProblemNote problem={problem} />
          <CallButton operatorName={place.operatorName} phone={place.supportPhone} />
        </>
      )}
    </div>
  );
}

function whyNot({ open, status }: ShownConnector) {
  if (!open || status === "free") return "status.closed.text" as const;
  return `status.${status}.text` as const;
}
