import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import type { SignalKind } from "#domain/access/security-signal.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { environment } from "./environment.ts";
import { logger } from "./observability.ts";

const signals = signalStore(environment("SECURITY_TABLE"));

type Signaller = Pick<ConnectionBinding, "operatorId" | "chargerId" | "connectionId">;

/** Takes down that a charger did what may mean an attack; a failure is logged, and never the message's. */
export async function signalQuietly(
  { operatorId, chargerId, connectionId }: Signaller,
  signal: {
    readonly kind: SignalKind;
    readonly evidence?: Readonly<Record<string, string>>;
    readonly at: string;
  },
): Promise<void> {
  const { kind, evidence, at } = signal;
  const where = { chargerId, connectionId };
  try {
    await signals.recordSignal({
      operatorId,
      kind,
      subject: chargerId,
      evidence: { ...where, ...evidence },
      at,
    });
    logger.warn("security signal", { operatorId, ...where, kind });
  } catch (error) {
    logger.error("a security signal could not be taken down", {
      operatorId,
      ...where,
      kind,
      error,
    });
  }
}
