import { PowerChart } from "../parts/power-chart.tsx";
import { Steps } from "../parts/steps.tsx";
import { Title } from "../parts/title.tsx";
import { useSpeech } from "../speech.tsx";
import { clockTime } from "../texts/formats.ts";
import { useClock } from "../use-clock.ts";
import type { AttemptScreenProps } from "./attempt-screen.tsx";
import { StopButton } from "./stop-button.tsx";
import { WaitScreen } from "./wait-screen.tsx";

/** What flows, what it costs, how long it takes, and the way to end it. */
export function LiveScreen({ kept, attempt, progress, lookNow }: AttemptScreenProps) {
  const { say, formats } = useSpeech();
  const now = useClock();
  const { charging, stopRequestedAt } = progress;
  if (!charging) return <WaitScreen title="live.title" text="live.waiting" step="charge" />;
  const { energyWh, powerW, cost, startedAt, samples } = charging;
  const { hold } = attempt;
  const costText = formats.money(cost.amountMinor, cost.currency);
  const holdText = formats.money(hold.amountMinor, hold.currency);
  return (
    <>
      <Steps now="charge" />
      <Title>{say("live.title")}</Title>
      <section class="card live" aria-label={say("live.title")}>
        <p class="energy">
          <strong>{formats.energyKwh(energyWh)}</strong>
          <span>kWh</span>
        </p>
        <PowerChart samples={samples} />
        <dl class="figures">
          <div>
            <dt>{say("live.cost")}</dt>
            <dd>{costText}</dd>
          </div>
          <div>
            <dt>{say("live.power")}</dt>
            <dd>{powerW === undefined ? "–" : `${formats.powerKw(powerW)} kW`}</dd>
          </div>
          <div>
            <dt>{say("live.time")}</dt>
            <dd>{clockTime((now - Date.parse(startedAt)) / 1000)}</dd>
          </div>
        </dl>
      </section>
      <section class="used">
        <p>{say("live.ofHold", { cost: costText, hold: holdText })}</p>
        <progress
          value={Math.min(cost.amountMinor, hold.amountMinor)}
          max={hold.amountMinor}
          aria-label={say("live.ofHold", { cost: costText, hold: holdText })}
        />
        <p class="quiet">{say("live.ends")}</p>
      </section>
      <StopButton kept={kept} isStopping={stopRequestedAt !== undefined} onStopped={lookNow} />
    </>
  );
}
