import type { Key } from "./keys.ts";

/** The keys of charging without an account. */
export const adhocKeys = {
  gateSettings: (operatorId: string): Key => ({ pk: operatorId, sk: "ADHOC-SETTINGS" }),
  circuitBreaker: (operatorId: string): Key => ({ pk: operatorId, sk: "ADHOC-BREAKER" }),
  connectorCode: (operatorId: string, chargerId: string, codeId: string): Key => ({
    pk: `${operatorId}#${chargerId}`,
    sk: `CODE#${codeId}`,
  }),
  /** The id begins with the time, so that a list is in order. */
  adhocAttempt: (operatorId: string, attemptId: string): Key => ({
    pk: operatorId,
    sk: `ADHOC#${attemptId}`,
  }),
  /** A reCAPTCHA token, by its hash: it counts once, and its verdict is for good. */
  adhocToken: (operatorId: string, tokenHash: string): Key => ({
    pk: operatorId,
    sk: `ADHOCTOKEN#${tokenHash}`,
  }),
  gateDay: (operatorId: string, day: string, siteId: string): Key => ({
    pk: operatorId,
    sk: `ADHOCDAY#${day}#${siteId}`,
  }),
  gateTest: (operatorId: string): Key => ({ pk: operatorId, sk: "ADHOC-TEST" }),
  /** A partition for each that is limited, so that a flood meets itself alone. */
  adhocLimit: (operatorId: string, digest: string, window: string): Key => ({
    pk: `${operatorId}#LIMIT#${digest}`,
    sk: `ADHOCLIMIT#${window}`,
  }),
  stickerReport: (operatorId: string, reportId: string): Key => ({
    pk: operatorId,
    sk: `STICKER#${reportId}`,
  }),
  guest: (operatorId: string, attemptId: string): Key => ({
    pk: operatorId,
    sk: `GUEST#${attemptId}`,
  }),
} as const;
