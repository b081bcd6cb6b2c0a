import type { AdHocSessionView } from "#contracts/rest/adhoc.ts";
import type { AdHocProgress } from "#contracts/rest/adhoc-progress.ts";
import type { KeptAttempt } from "../attempt-memory.ts";
import { LiveScreen } from "./live-screen.tsx";
import { PayScreen } from "./pay-screen.tsx";
import { PlugScreen } from "./plug-screen.tsx";
import { ReceiptPage } from "./receipt-page.tsx";
import { RefusedScreen } from "./refused-screen.tsx";
import { UnpaidScreen } from "./unpaid-screen.tsx";
import { WaitScreen } from "./wait-screen.tsx";

export interface AttemptScreenProps {
  readonly kept: KeptAttempt;
  readonly from: "begun" | "back" | "found";
  readonly attempt: AdHocSessionView;
  readonly progress: AdHocProgress;
  readonly onAgain: () => void;
  readonly lookNow: () => void;
}

/** The screen of the state that an attempt is in. */
export function AttemptScreen(props: AttemptScreenProps) {
  const { state, receipt } = props.progress;
  switch (state) {
    case "requested":
    case "cleared":
    case "step-up":
      return <WaitScreen title="checking.title" text="checking.text" step="pay" />;
    case "hold-pending":
      return <PayScreen {...props} />;
    case "held":
    case "starting":
      return <PlugScreen {...props} />;
    case "charging":
      return <LiveScreen {...props} />;
    case "ending":
      return <WaitScreen title="ending.title" text="ending.text" step="charge" />;
    case "captured":
      if (receipt) return <ReceiptPage {...props} />;
      return <WaitScreen title="ending.title" text="receipt.waiting" step="charge" />;
    case "refused":
      return <RefusedScreen {...props} />;
    case "released":
    case "abandoned":
      return <UnpaidScreen {...props} />;
  }
}
