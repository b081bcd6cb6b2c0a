import type { BootReport, ConnectionBinding, Connector, ReportedStatus } from "./charger.ts";

/** Which of the charger's background tasks a status is about; also where it is kept on the charger. */
export type ReportedTask =
  | "firmwareStatus"
  | "diagnosticsStatus"
  | "logStatus"
  | "publicationStatus";

/**
 * Where a charger's words about itself are kept. Each write notes when the charger was last seen, and each is refused
 * with `connection.not-current` when the caller's socket is no longer the charger's.
 */
export interface ChargerReports {
  recordSeen(caller: ConnectionBinding, seenAt: string): Promise<void>;
  recordBoot(caller: ConnectionBinding, boot: BootReport): Promise<void>;
  recordTask(caller: ConnectionBinding, task: ReportedTask, status: ReportedStatus): Promise<void>;
  /** Keyed by `connectorKey`. Refused with `request.invalid` when the charger names more connectors than any has. */
  recordConnector(caller: ConnectionBinding, key: string, connector: Connector): Promise<void>;
}
