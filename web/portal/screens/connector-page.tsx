import { useCallback, useEffect, useState } from "preact/hooks";
import type { ShownConnector } from "#contracts/rest/adhoc.ts";
import type { KeptAttempt } from "../attempt-memory.ts";
import { platform } from "../platform.ts";
import { PlatformProblem } from "../problem.ts";
import { LoadingScreen } from "./loading-screen.tsx";
import { OfflineScreen } from "./offline-screen.tsx";
import { PriceScreen } from "./price-screen.tsx";
import { VerifyScreen } from "./verify-screen.tsx";

interface ConnectorPageProps {
  readonly code: string;
  readonly onBegun: (kept: KeptAttempt) => void;
  readonly onOperator: (name: string | undefined) => void;
}

const LOOK_AGAIN_MS = 15_000;

/** What a scanned code leads to: the price, or what to do with a code that is none. */
export function ConnectorPage({ code, onBegun, onOperator }: ConnectorPageProps) {
  const [shown, setShown] = useState<ShownConnector>();
  const [problem, setProblem] = useState<PlatformProblem>();

  const load = useCallback(async () => {
    try {
      const seen = await platform.connector(code);
      setShown(seen);
      setProblem(undefined);
      onOperator(seen.place.operatorName);
    } catch (error) {
      setProblem(error instanceof PlatformProblem ? error : new PlatformProblem("internal"));
    }
  }, [code, onOperator]);

  useEffect(() => {
    void load();
  }, [load]);

  const isTaken = shown?.open === true && shown.status !== "free";
  useEffect(() => {
    if (!isTaken) return;
    const timer = setInterval(() => {
      if (!document.hidden) void load();
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isTaken, load]);

  if (problem && isNoCode(problem)) return <VerifyScreen code={code} verify={problem.verify} />;
  if (shown) return <PriceScreen code={code} shown={shown} onBegun={onBegun} onStale={load} />;
  if (problem) return <OfflineScreen problem={problem} onRetry={() => void load()} />;
  return <LoadingScreen />;
}

function isNoCode({ code }: PlatformProblem): boolean {
  // What is no code at all does not even pass the platform's check of the address.
  return [
    "adhoc.code-unknown",
    "adhoc.code-expired",
    "request.invalid",
    "request.not-found",
  ].includes(code);
}
