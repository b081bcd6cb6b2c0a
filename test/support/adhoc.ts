import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";

/** An attempt as it is stored, with what a test changes of it. */
export function adHocAttempt(changed: Partial<AdHocAttempt> = {}): AdHocAttempt {
  return {
    operatorId: "demo-a",
    attemptId: "01KB0000000000000000000000",
    subjectId: "attempt-subject",
    codeId: "CODE000000000000",
    chargerId: "CP-1",
    siteId: "site-1",
    connectorId: 1,
    state: "requested",
    stateSince: "2026-05-01T09:59:00.000Z",
    requestedAt: "2026-05-01T09:59:00.000Z",
    quote: {
      tariff: {
        tariffId: "standard",
        name: "Standard",
        currency: "EUR",
        startFeeMinor: 50,
        energyMinorPerKwh: 45,
        timeMinorPerMinute: 0,
        idleMinorPerMinute: 10,
        idleGraceMinutes: 15,
        vatRateBasisPoints: 1900,
        pricesIncludeVat: true,
        version: 1,
      },
      holdAmountMinor: 5_000,
      stepUpHoldAmountMinor: 1_500,
    },
    language: "en",
    noticeIds: [],
    handleHash: "handle-hash",
    clientKeyThumbprint: "thumbprint",
    version: 1,
    ...changed,
  };
}
