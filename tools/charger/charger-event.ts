/** What happened at the virtual charger, for people to read and for tests to wait on. */
export type ChargerEvent =
  | { readonly type: "connected" }
  | { readonly type: "disconnected"; readonly code: number }
  | { readonly type: "booted"; readonly status: string; readonly intervalSeconds: number }
  | { readonly type: "heartbeat" }
  | { readonly type: "status"; readonly connectorId: number; readonly status: string }
  | { readonly type: "authorized"; readonly tokenId: string; readonly status: string }
  | {
      readonly type: "session-started";
      readonly connectorId: number;
      readonly transactionId: number | string;
      readonly authorization: string;
    }
  | {
      readonly type: "metered";
      readonly connectorId: number;
      readonly energyWh: number;
      readonly powerW: number;
    }
  | {
      readonly type: "session-ended";
      readonly connectorId: number;
      readonly transactionId: number | string;
      readonly energyWh: number;
      readonly reason: string;
    }
  | { readonly type: "command"; readonly action: string; readonly answer: string }
  | { readonly type: "problem"; readonly message: string };

export type OnChargerEvent = (event: ChargerEvent) => void;
