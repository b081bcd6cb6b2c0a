import type { Answers } from "./fake-platform.ts";
import {
  ATTEMPT_ID,
  charging,
  shownAttempt,
  shownConnector,
  shownProgress,
  shownReceipt,
} from "./shown.ts";

/** A screen of the portal: where it is, what the platform answers there, and words by which it is known. */
export interface Scene {
  readonly path: string;
  readonly answers: Answers;
  readonly heading: { readonly en: string; readonly tr: string };
}

const CODE = "AbC-code_1";
const ofCode = `/charge/${CODE}`;
const ofAttempt = `/charge/?attempt=${ATTEMPT_ID}`;

/** What this browser keeps of an attempt that it began. */
export const KEPT_ATTEMPT = {
  attemptId: ATTEMPT_ID,
  handle: "handle-1",
  code: CODE,
  begunAt: Date.now(),
  isOver: false,
} as const;

function connector(body: unknown, status = 200): Answers {
  return (_, path) => (path.startsWith("/v1/adhoc/connectors/") ? { status, body } : undefined);
}

function attempt(
  progress: Parameters<typeof shownProgress>[0],
  seen: Parameters<typeof shownAttempt>[0] = {},
): Answers {
  return (_, path) => {
    if (path.endsWith("/progress")) return { body: shownProgress(progress) };
    if (path.endsWith("/receipt")) return { body: shownReceipt() };
    return { body: shownAttempt({ ...(progress?.state && { state: progress.state }), ...seen }) };
  };
}

const verify = {
  operatorName: "Ege Enerji Şarj",
  supportPhone: "+908500000000",
  siteName: "İzmir Alsancak Limanı",
  label: "A2",
};
const place = "İzmir Alsancak Limanı";
const charger = { en: "Verify this charger", tr: "Bu istasyonu doğrulayın" };

/** Every screen that a driver may see. */
export const SCENES: Readonly<Record<string, Scene>> = {
  scan: {
    path: "/charge/",
    answers: () => undefined,
    heading: { en: "Scan the code on the charger", tr: "İstasyondaki kodu okutun" },
  },
  price: { path: ofCode, answers: connector(shownConnector()), heading: { en: place, tr: place } },
  taken: {
    path: ofCode,
    answers: connector(shownConnector({ status: "occupied" })),
    heading: { en: place, tr: place },
  },
  unknown: {
    path: ofCode,
    answers: connector({ code: "adhoc.code-unknown" }, 404),
    heading: charger,
  },
  expired: {
    path: ofCode,
    answers: connector({ code: "adhoc.code-expired", verify }, 410),
    heading: charger,
  },
  pay: {
    path: ofAttempt,
    answers: attempt({ state: "hold-pending", payUrl: "/pay" }),
    heading: { en: "Payment", tr: "Ödeme" },
  },
  plug: {
    path: ofAttempt,
    answers: attempt({
      state: "starting",
      plugInBefore: new Date(Date.now() + 170_000).toISOString(),
    }),
    heading: { en: "Plug in your car", tr: "Aracınızı bağlayın" },
  },
  live: {
    path: ofAttempt,
    answers: attempt({ state: "charging", charging: charging(24) }),
    heading: { en: "Charging", tr: "Şarj oluyor" },
  },
  ending: {
    path: ofAttempt,
    answers: attempt({ state: "ending" }),
    heading: { en: "Almost done", tr: "Bitmek üzere" },
  },
  receipt: {
    path: ofAttempt,
    answers: attempt({ state: "captured", receipt: true }),
    heading: { en: "Thank you", tr: "Teşekkürler" },
  },
  refused: {
    path: ofAttempt,
    answers: attempt({ state: "refused" }, { refusal: { because: "check-failed" } }),
    heading: { en: "This did not work", tr: "Bu kez olmadı" },
  },
  unpaid: {
    path: ofAttempt,
    answers: attempt({ state: "released" }, { endedBecause: "not-plugged-in" }),
    heading: { en: "You paid nothing", tr: "Hiçbir şey ödemediniz" },
  },
};
