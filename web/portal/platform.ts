import type { AdHocSessionView, ShownConnector } from "#contracts/rest/adhoc.ts";
import type { AdHocProgress } from "#contracts/rest/adhoc-progress.ts";
import type { AdHocReceipt } from "#contracts/rest/adhoc-receipts.ts";
import { PlatformProblem, refusalOf } from "./problem.ts";

/** What the page signs with its own key, and that key. */
export interface Proof {
  readonly publicKey: {
    readonly kty: "EC";
    readonly crv: "P-256";
    readonly x: string;
    readonly y: string;
  };
  readonly signature: string;
}

/** An attempt and the secret that alone reads and stops it. */
export interface Own {
  readonly attemptId: string;
  readonly handle: string;
}

export interface StartWish extends Proof {
  readonly code: string;
  readonly intent: string;
  readonly recaptchaToken?: string;
  readonly language: string;
  readonly noticeIds: readonly string[];
  readonly plate?: string;
  readonly receiptEmail?: string;
}

/** What can be wrong with a sticker. */
export const STICKER_CONCERNS = [
  "sticker-over-sticker",
  "leads-elsewhere",
  "asked-for-card",
  "other",
] as const;

export interface StickerReport {
  readonly code?: string;
  readonly concern: (typeof STICKER_CONCERNS)[number];
  readonly label?: string;
}

const SLOWEST_ANSWER_MS = 15_000;

/** The platform's REST, as far as drivers need it. Each throws `PlatformProblem`, also where there is no connection. */
export const platform = {
  connector: (code: string) =>
    get<ShownConnector>(`/v1/adhoc/connectors/${encodeURIComponent(code)}`),
  start: (wish: StartWish) => post<Own>("/v1/adhoc/sessions", wish),
  attempt: (own: Own) => get<AdHocSessionView>(pathOf(own), own.handle),
  progress: (own: Own) => get<AdHocProgress>(`${pathOf(own)}/progress`, own.handle),
  stop: (own: Own, proof: Proof & { readonly signedAt: string }) =>
    post<AdHocSessionView>(`${pathOf(own)}/stop`, proof, own.handle),
  appeal: (own: Own) => post<AdHocSessionView>(`${pathOf(own)}/appeal`, undefined, own.handle),
  receipt: (own: Own) => get<AdHocReceipt>(`${pathOf(own)}/receipt`, own.handle),
  receiptPdf: async (own: Own, language: string) =>
    (
      await ask(`${pathOf(own)}/receipt.pdf?language=${language}`, { headers: bearer(own.handle) })
    ).blob(),
  mailReceipt: (own: Own, wish: { readonly email: string; readonly language: string }) =>
    post<unknown>(`${pathOf(own)}/receipt-mail`, wish, own.handle),
  reportSticker: (wish: StickerReport) => post<unknown>("/v1/adhoc/sticker-reports", wish),
} as const;

function pathOf({ attemptId }: Own): string {
  return `/v1/adhoc/sessions/${encodeURIComponent(attemptId)}`;
}

function bearer(handle: string | undefined): Record<string, string> {
  return handle === undefined ? {} : { authorization: `Bearer ${handle}` };
}

async function get<T>(path: string, handle?: string): Promise<T> {
  return (await (await ask(path, { headers: bearer(handle) })).json()) as T;
}

async function post<T>(path: string, body: unknown, handle?: string): Promise<T> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? {} : { "content-type": "application/json" };
  const headers = { ...type, ...bearer(handle) };
  return (await (await ask(path, { method: "POST", headers, ...sent })).json()) as T;
}

async function ask(path: string, request: RequestInit): Promise<Response> {
  const signal = AbortSignal.timeout(SLOWEST_ANSWER_MS);
  const response = await fetch(path, { ...request, signal, cache: "no-store" }).catch(() => {
    throw new PlatformProblem("offline");
  });
  if (!response.ok) throw await refusalOf(response);
  return response;
}
