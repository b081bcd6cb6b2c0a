import { useEffect, useState } from "preact/hooks";
import type { AdHocReceipt } from "#contracts/rest/adhoc-receipts.ts";
import { platform } from "../platform.ts";
import { PlatformProblem } from "../problem.ts";
import type { AttemptScreenProps } from "./attempt-screen.tsx";
import { OfflineScreen } from "./offline-screen.tsx";
import { ReceiptScreen } from "./receipt-screen.tsx";
import { WaitScreen } from "./wait-screen.tsx";

/** Brings the receipt. */
export function ReceiptPage({ kept, onAgain }: AttemptScreenProps) {
  const [receipt, setReceipt] = useState<AdHocReceipt>();
  const [problem, setProblem] = useState<PlatformProblem>();
  const [tries, setTries] = useState(0);

  // Each try asks again.
  useEffect(() => {
    platform.receipt(kept).then(setReceipt, (error) => {
      setProblem(error instanceof PlatformProblem ? error : new PlatformProblem("internal"));
    });
  }, [kept, tries]);

  if (receipt) return <ReceiptScreen kept={kept} receipt={receipt} onAgain={onAgain} />;
  if (!problem) return <WaitScreen title="ending.title" text="receipt.waiting" step="charge" />;
  const retry = () => {
    setProblem(undefined);
    setTries(tries + 1);
  };
  return <OfflineScreen problem={problem} onRetry={retry} />;
}
