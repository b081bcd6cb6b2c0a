import { startMetering } from "./charger/automatic-metering.ts";
import type { ChargerEvent } from "./charger/charger-event.ts";
import { parseCommandLine } from "./charger/command-line.ts";
import { findCharger } from "./charger/find-charger.ts";
import { onKeys } from "./charger/keyboard.ts";
import { describeEvent } from "./charger/print-event.ts";
import { startVirtualCharger } from "./charger/virtual-charger.ts";
import { readLocalFile, withPort } from "./token/local-platform.ts";

const DEFAULT_TAG = "DEMO-TAG-1";

function printEvent(event: ChargerEvent): void {
  process.stdout.write(`${describeEvent(event, new Date())}\n`);
}

function printProblem(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  printEvent({ type: "problem", message });
}

async function main(): Promise<void> {
  const options = parseCommandLine(process.argv.slice(2));
  const { operatorId, chargerId, connectorId, powerW } = options;
  const local = await readLocalFile(options.dataDir);
  const { password, ocppVersion } = findCharger(local, operatorId, chargerId);
  const finished = Promise.withResolvers<void>();
  let hasCharged = false;

  const charger = await startVirtualCharger({
    url: withPort(local.ocppUrl, options.port),
    operatorId,
    chargerId,
    password,
    version: ocppVersion === "ocpp1.6" ? "ocpp1.6" : "ocpp2.0.1",
    powerW,
    isStrict: true,
    onEvent: (event) => {
      printEvent(event);
      hasCharged ||= event.type === "session-ended";
      const isFreeAgain = event.type === "status" && event.status === "Available";
      if (options.once && hasCharged && isFreeAgain) finished.resolve();
    },
  });

  const plugIn = (tokenId: string) => charger.startSession({ tokenId, connectorId });
  const stopMetering = startMetering(charger, { ...options, onProblem: printProblem });
  const stopKeys = onKeys({
    p: () => void plugIn(options.plug ?? DEFAULT_TAG).catch(printProblem),
    s: () => void charger.stopSession({ connectorId }).catch(printProblem),
    q: finished.resolve,
  });
  process.once("SIGINT", finished.resolve);
  process.once("SIGTERM", finished.resolve);
  try {
    if (options.plug !== undefined) {
      // A card that is refused leaves the charger as it is, unless this was all that was asked.
      const plugged = plugIn(options.plug);
      await (options.once ? plugged : plugged.catch(printProblem));
    }
    await finished.promise;
  } finally {
    stopMetering();
    stopKeys();
    await charger.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
