import type { ConnectionBinding } from "./charger.ts";

/** Something that a charger found noteworthy for its security, e.g. `InvalidFirmwareSignature`. */
export interface ReportedEvent {
  readonly operatorId: string;
  readonly chargerId: string;
  /** The charger's word for it, verbatim. */
  readonly type: string;
  /** When it happened; when it was received, where the charger's clock cannot be right. */
  readonly occurredAt: string;
  /** What the charger said, verbatim. */
  readonly timestamp: string;
  readonly techInfo?: string;
  readonly receivedAt: string;
}

export interface ReportedEventStore {
  /** The same event again changes nothing. */
  append(event: ReportedEvent): Promise<void>;
}

/** OCPP 2.0.1 part 2, 1.49.1. */
const TECH_INFO_CHARACTERS = 255;

/** Keeps a security event of a charger; chargers queue these and may send one twice. */
export async function reportSecurityEvent(
  caller: ConnectionBinding,
  event: Omit<ReportedEvent, "operatorId" | "chargerId">,
  ports: { readonly events: ReportedEventStore },
): Promise<void> {
  const { techInfo, ...rest } = event;
  await ports.events.append({
    ...rest,
    ...(techInfo !== undefined && { techInfo: techInfo.slice(0, TECH_INFO_CHARACTERS) }),
    operatorId: caller.operatorId,
    chargerId: caller.chargerId,
  });
}
