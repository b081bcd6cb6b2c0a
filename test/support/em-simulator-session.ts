/**
 * A process of its own for the npm client `em-ocpp-chargepoint-simulator`, which is old and keeps its process busy.
 * Its argument is a JSON of `EmSession`; it prints a JSON of the answers that it got.
 */
import { createRequire } from "node:module";

export interface EmSession {
  /** With user and password. */
  readonly url: string;
  readonly tokenId: string;
  readonly meterStartWh: number;
  readonly readings: readonly { readonly timestamp: string; readonly registerWh: number }[];
  readonly startedAt: string;
  readonly meterStopWh: number;
  readonly endedAt: string;
}

// biome-ignore lint/suspicious/noExplicitAny: the package has no types
type Untyped = any;

const require = createRequire(import.meta.url);
const simulator: Untyped = require("em-ocpp-chargepoint-simulator/build/src/chargepoint.js");

async function charge(session: EmSession): Promise<void> {
  const { tokenId: idTag } = session;
  const charger = await simulator.chargepointFactory(session.url);
  const status = (word: string) =>
    charger.sendStatusNotification({ connectorId: 1, errorCode: "NoError", status: word });

  const boot = await charger.sendBootnotification({
    chargePointVendor: "em",
    chargePointModel: "simulator",
  });
  const heartbeat = await charger.sendHeartbeat();
  await status("Available");
  const authorized = await charger.sendAuthorize({ idTag });
  await status("Preparing");
  const started = await charger.startTransaction({
    connectorId: 1,
    idTag,
    meterStart: session.meterStartWh,
    timestamp: session.startedAt,
  });
  await status("Charging");
  const { transactionId } = started;
  for (const { timestamp, registerWh } of session.readings) {
    await charger.meterValues({
      connectorId: 1,
      transactionId,
      meterValue: [{ timestamp, sampledValue: [{ value: String(registerWh) }] }],
    });
  }
  const stopped = await charger.stopTransaction({
    transactionId,
    meterStop: session.meterStopWh,
    timestamp: session.endedAt,
  });
  await status("Finishing");
  await status("Available");
  process.stdout.write(JSON.stringify({ boot, heartbeat, authorized, started, stopped }));
}

charge(JSON.parse(process.argv[2] ?? "{}")).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
