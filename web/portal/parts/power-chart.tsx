import { useSpeech } from "../speech.tsx";

interface PowerChartProps {
  readonly samples: readonly { readonly at: string; readonly powerW: number }[];
}

const WIDTH = 320;
const HEIGHT = 96;
const HEADROOM = 1.15;

/** Power over time as an area; what it shows is also said in words. */
export function PowerChart({ samples }: PowerChartProps) {
  const { say, formats } = useSpeech();
  const last = samples.at(-1);
  if (samples.length < 2 || !last) {
    return (
      <div class="chart">
        <p class="quiet wait">{say("live.chart.wait")}</p>
      </div>
    );
  }
  const peakW = Math.max(1, ...samples.map(({ powerW }) => powerW));
  const line = curveOf(samples, peakW);
  const words = { power: formats.powerKw(last.powerW), peak: formats.powerKw(peakW) };
  return (
    <div class="chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={say("live.chart", words)}
      >
        <path class="area" d={`${line}V${HEIGHT}H0Z`} />
        <path class="line" d={line} />
      </svg>
      <span class="peak" aria-hidden="true">
        {formats.powerKw(peakW)} kW
      </span>
    </div>
  );
}

function curveOf(samples: PowerChartProps["samples"], peakW: number): string {
  const times = samples.map(({ at }) => Date.parse(at));
  const first = times[0] ?? 0;
  const spanMs = Math.max(1, (times.at(-1) ?? first) - first);
  const points = samples.map(({ powerW }, index) => {
    const x = (((times[index] ?? first) - first) / spanMs) * WIDTH;
    const y = HEIGHT - (Math.max(0, powerW) / (peakW * HEADROOM)) * HEIGHT;
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${points.join("L")}`;
}
