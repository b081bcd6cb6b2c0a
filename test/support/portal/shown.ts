import type { AdHocSessionView, ShownConnector } from "#contracts/rest/adhoc.ts";
import type { AdHocProgress } from "#contracts/rest/adhoc-progress.ts";
import type { AdHocReceipt } from "#contracts/rest/adhoc-receipts.ts";

export const ATTEMPT_ID = "01KB0000000000000000000000";
const START = Date.parse("2026-11-20T17:00:00.000Z");

const PLACE = {
  operatorName: "Ege Enerji Şarj",
  supportPhone: "+908500000000",
  siteName: "İzmir Alsancak Limanı",
  siteAddress: "Atatürk Cd. 120, 35220 Konak/İzmir",
  label: "A2",
};

const PRICE = {
  currency: "TRY",
  components: [
    { per: "kWh", rateMinor: 899 },
    { per: "session", rateMinor: 250 },
    { per: "idle-minute", rateMinor: 150, afterMinutes: 15 },
  ],
  includesVat: true,
  vatRateBasisPoints: 2_000,
} satisfies ShownConnector["price"];

/** What a scanned code shows. */
export function shownConnector(changed: Partial<ShownConnector> = {}): ShownConnector {
  return {
    place: PLACE,
    plugType: "ccs-2",
    maxPowerW: 120_000,
    status: "free",
    open: true,
    price: PRICE,
    hold: { amountMinor: 100_000, currency: "TRY" },
    plateDemanded: true,
    intent: "intent-1",
    intentEndsAt: "2026-11-20T17:15:00.000Z",
    ...changed,
  };
}

/** An attempt as its driver sees it. */
export function shownAttempt(changed: Partial<AdHocSessionView> = {}): AdHocSessionView {
  return {
    attemptId: ATTEMPT_ID,
    state: "charging",
    since: new Date(START).toISOString(),
    requestedAt: new Date(START).toISOString(),
    place: PLACE,
    price: PRICE,
    hold: { amountMinor: 100_000, currency: "TRY" },
    stepUp: false,
    ...changed,
  };
}

/** How far an attempt is. */
export function shownProgress(changed: Partial<AdHocProgress> = {}): AdHocProgress {
  return {
    attemptId: ATTEMPT_ID,
    state: "charging",
    since: new Date(START).toISOString(),
    receipt: false,
    ...changed,
  };
}

/** A session that charges for some minutes at a power that tapers off. */
export function charging(
  minutes: number,
  now = Date.now(),
): NonNullable<AdHocProgress["charging"]> {
  const startedAt = new Date(now - minutes * 60_000);
  const samples = Array.from({ length: minutes + 1 }, (_, minute) => ({
    at: new Date(startedAt.getTime() + minute * 60_000).toISOString(),
    powerW: Math.round(112_000 * Math.min(1, minute / 3) * Math.exp(-minute / 38)),
  }));
  const energyWh = samples.reduce((sum, { powerW }) => sum + Math.round(powerW / 60), 0);
  return {
    startedAt: startedAt.toISOString(),
    energyWh,
    powerW: samples.at(-1)?.powerW ?? 0,
    cost: { amountMinor: 250 + Math.round((energyWh / 1000) * 899), currency: "TRY" },
    samples,
  };
}

/** The receipt of an attempt. */
export function shownReceipt(changed: Partial<AdHocReceipt> = {}): AdHocReceipt {
  return {
    receiptNumber: ATTEMPT_ID,
    issuedAt: "2026-11-20T17:31:00.000Z",
    seller: { name: "Ege Enerji Şarj A.Ş.", phone: "+908500000000" },
    place: PLACE,
    timeZone: "Europe/Istanbul",
    startedAt: "2026-11-20T17:00:00.000Z",
    endedAt: "2026-11-20T17:29:30.000Z",
    energyWh: 31_480,
    currency: "TRY",
    lines: [
      { per: "kWh", quantity: 31.48, rateMinor: 899, amountMinor: 28_301 },
      { per: "session", quantity: 1, rateMinor: 250, amountMinor: 250 },
    ],
    includesVat: true,
    vatRateBasisPoints: 2_000,
    netMinor: 23_793,
    vatMinor: 4_758,
    notChargedMinor: 0,
    totalMinor: 28_551,
    heldMinor: 100_000,
    capturedMinor: 28_551,
    releasedMinor: 71_449,
    refundedMinor: 0,
    card: { brand: "visa", last4: "4242" },
    plate: "35ABC123",
    ...changed,
  };
}
