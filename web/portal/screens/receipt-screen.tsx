import type { AdHocReceipt } from "#contracts/rest/adhoc-receipts.ts";
import type { KeptAttempt } from "../attempt-memory.ts";
import { Icon } from "../parts/icons.tsx";
import { type Row, Rows } from "../parts/rows.tsx";
import { Title } from "../parts/title.tsx";
import { type Speech, useSpeech } from "../speech.tsx";
import { ReceiptActions } from "./receipt-actions.tsx";

interface ReceiptScreenProps {
  readonly kept: KeptAttempt;
  readonly receipt: AdHocReceipt;
  readonly onAgain: () => void;
}

/** What was charged and what it cost, with the price that was shown before. */
export function ReceiptScreen({ kept, receipt, onAgain }: ReceiptScreenProps) {
  const speech = useSpeech();
  const { say, formats } = speech;
  const money = (amountMinor: number) => formats.money(amountMinor, receipt.currency);
  return (
    <>
      <div class="paid">
        <p class="emblem good">
          <Icon name="check" />
        </p>
        <Title>{say("receipt.title")}</Title>
        <p class="quiet">{say("receipt.paid")}</p>
        <p class="total">{money(receipt.capturedMinor)}</p>
        <p class="quiet">{formats.energyKwh(receipt.energyWh)} kWh</p>
      </div>
      <section class="card">
        <h2>{say("receipt.lines")}</h2>
        <Rows rows={linesOf(receipt, speech)} />
        <Rows rows={sumsOf(receipt, speech)} />
      </section>
      <section class="card">
        <Rows rows={moneyOf(receipt, speech)} />
      </section>
      <section class="card">
        <Rows rows={factsOf(receipt, speech)} />
      </section>
      <ReceiptActions kept={kept} receiptNumber={receipt.receiptNumber} />
      <button type="button" class="button second" onClick={onAgain}>
        {say("again")}
      </button>
    </>
  );
}

function linesOf({ lines, currency }: AdHocReceipt, { say, formats }: Speech): readonly Row[] {
  return lines.map(({ per, quantity, rateMinor, amountMinor }) => {
    const rate = formats.money(rateMinor, currency);
    const amount = formats.quantity(quantity);
    return {
      term: say(`receipt.${per}`),
      ...(per !== "session" && { detail: `${amount} ${per === "kWh" ? "kWh" : "min"} × ${rate}` }),
      value: formats.money(amountMinor, currency),
    };
  });
}

function sumsOf(receipt: AdHocReceipt, { say, formats }: Speech): readonly Row[] {
  const rate = formats.percent(receipt.vatRateBasisPoints);
  const money = (amountMinor: number) => formats.money(amountMinor, receipt.currency);
  return [
    ...(receipt.notChargedMinor > 0
      ? [{ term: say("receipt.notCharged"), value: money(-receipt.notChargedMinor) }]
      : []),
    { term: say("receipt.net"), value: money(receipt.netMinor) },
    { term: say("receipt.vat", { rate }), value: money(receipt.vatMinor) },
    { term: say("receipt.total"), value: money(receipt.totalMinor), isSum: true },
  ];
}

function moneyOf(receipt: AdHocReceipt, { say, formats }: Speech): readonly Row[] {
  const money = (amountMinor: number) => formats.money(amountMinor, receipt.currency);
  const { card } = receipt;
  return [
    { term: say("receipt.held"), value: money(receipt.heldMinor) },
    { term: say("receipt.captured"), value: money(receipt.capturedMinor) },
    { term: say("receipt.released"), value: money(receipt.releasedMinor) },
    ...(card ? [{ term: say("receipt.card"), value: `${card.brand} •••• ${card.last4}` }] : []),
  ];
}

function factsOf(receipt: AdHocReceipt, { say, formats }: Speech): readonly Row[] {
  const { place, seller, plate } = receipt;
  return [
    { term: say("receipt.seller"), value: seller.name },
    { term: say("receipt.place"), value: `${place.siteName} · ${place.label}` },
    { term: say("receipt.from"), value: formats.time(receipt.startedAt, receipt.timeZone) },
    { term: say("receipt.until"), value: formats.time(receipt.endedAt, receipt.timeZone) },
    ...(plate === undefined ? [] : [{ term: say("receipt.plate"), value: plate }]),
    { term: say("receipt.number"), value: receipt.receiptNumber, isCode: true },
  ];
}
