import type { ShownConnector } from "#contracts/rest/adhoc.ts";
import { useSpeech } from "../speech.tsx";

type Status = ShownConnector["status"];

interface PlaceCardProps {
  readonly place: ShownConnector["place"];
  readonly plugType?: ShownConnector["plugType"];
  readonly maxPowerW?: number | undefined;
  readonly status?: Status;
}

/** Where one is, in words to compare with the charger. */
export function PlaceCard({ place, plugType, maxPowerW, status }: PlaceCardProps) {
  const { say, formats } = useSpeech();
  const technical = [
    ...(plugType ? [say(`plug.${plugType}`)] : []),
    ...(maxPowerW === undefined ? [] : [say("place.power", { power: formats.wholeKw(maxPowerW) })]),
  ];
  return (
    <section class="place">
      <p class="label">
        <span class="unseen">{say("verify.label")}: </span>
        {place.label}
      </p>
      <div class="where">
        {status && (
          <p class={`status ${status}`} aria-live="polite">
            {say(`status.${status}`)}
          </p>
        )}
        <p class="site">{place.siteName}</p>
        {place.siteAddress !== undefined && <p class="quiet">{place.siteAddress}</p>}
        {technical.length > 0 && <p class="quiet">{technical.join(" · ")}</p>}
      </div>
    </section>
  );
}
