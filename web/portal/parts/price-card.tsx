import type { ShownConnector } from "#contracts/rest/adhoc.ts";
import { useSpeech } from "../speech.tsx";

type Price = NonNullable<ShownConnector["price"]>;

/** The price: its components in the order that the platform gave, the first one large. */
export function PriceCard({ price }: { readonly price: Price }) {
  const { say, formats } = useSpeech();
  const rate = formats.percent(price.vatRateBasisPoints);
  const [first, ...others] = price.components;
  return (
    <section class="card price">
      <h2>{say("price.title")}</h2>
      {first ? (
        <p class="hero">
          <strong>{formats.money(first.rateMinor, price.currency)}</strong>
          <span>{say(`price.per.${first.per}`)}</span>
        </p>
      ) : (
        <p class="hero">
          <strong>{say("price.free")}</strong>
        </p>
      )}
      {others.length > 0 && (
        <dl class="rows">
          {others.map(({ per, rateMinor, afterMinutes }) => (
            <div key={per}>
              <dt>
                {say(`price.per.${per}`)}
                {afterMinutes !== undefined && afterMinutes > 0 && (
                  <small>{say("price.after", { minutes: String(afterMinutes + 1) })}</small>
                )}
              </dt>
              <dd>{formats.money(rateMinor, price.currency)}</dd>
            </div>
          ))}
        </dl>
      )}
      {first && (
        <p class="quiet">
          {say(price.includesVat ? "price.vatIncluded" : "price.vatExcluded", { rate })}
        </p>
      )}
    </section>
  );
}
