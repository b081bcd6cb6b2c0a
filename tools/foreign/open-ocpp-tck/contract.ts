/**
 * What open-ocpp-tck expects of a driver, as far as this one uses it. The suite is not a dependency, so its shapes are
 * written down here in the words of OCPP.
 */

export type Environment = Readonly<Record<string, string | undefined>>;

/** An operation of the CSMS by OCPP 1.6. `transaction`, `reservation` and `chargingProfile` are handles that the records gave out. */
export type Operation16 =
  | { readonly action: "Reset"; readonly type: string }
  | { readonly action: "UnlockConnector"; readonly connectorId: number }
  | { readonly action: "ClearCache" }
  | { readonly action: "ChangeAvailability"; readonly connectorId: number; readonly type: string }
  | { readonly action: "GetConfiguration"; readonly keys?: readonly string[] }
  | { readonly action: "ChangeConfiguration"; readonly key: string; readonly value: string }
  | {
      readonly action: "RemoteStartTransaction";
      readonly idTag: string;
      readonly connectorId?: number;
      readonly chargingProfile?: string;
    }
  | { readonly action: "RemoteStopTransaction"; readonly transaction: string }
  | {
      readonly action: "TriggerMessage";
      readonly requestedMessage: string;
      readonly connectorId?: number;
    }
  | {
      readonly action: "SetChargingProfile";
      readonly connectorId: number;
      readonly chargingProfile: string;
      readonly transaction?: string;
    }
  | {
      readonly action: "GetCompositeSchedule";
      readonly connectorId: number;
      readonly duration: number;
      readonly chargingRateUnit?: string;
    }
  | {
      readonly action: "ClearChargingProfile";
      readonly chargingProfile?: string;
      readonly connectorId?: number;
      readonly purpose?: string;
      readonly stackLevel?: number;
    }
  | {
      readonly action: "UpdateFirmware";
      readonly location: string;
      readonly retrieveDate: Date;
      readonly retries?: number;
      readonly retryInterval?: number;
    }
  | {
      readonly action: "GetDiagnostics";
      readonly location: string;
      readonly startTime?: Date;
      readonly stopTime?: Date;
      readonly retries?: number;
      readonly retryInterval?: number;
    }
  | { readonly action: "GetLocalListVersion" }
  | {
      readonly action: "SendLocalList";
      readonly listVersion: number;
      readonly updateType: string;
      readonly localAuthorizationList?: readonly LocalListEntry[];
    }
  | {
      readonly action: "ReserveNow";
      readonly connectorId: number;
      readonly idTag: string;
      readonly expiryDate: Date;
      readonly parentIdTag?: string;
      readonly reservation?: string;
    }
  | { readonly action: "CancelReservation"; readonly reservation: string };

export interface LocalListEntry {
  readonly idTag: string;
  readonly status?: string;
  readonly expiryDate?: Date;
  readonly parentIdTag?: string;
}

interface VariableName {
  readonly component: { readonly name: string };
  readonly variable: { readonly name: string };
}

/** An operation of the CSMS by OCPP 2.0.1. */
export type Operation201 =
  | { readonly action: "Reset"; readonly type: string; readonly evseId?: number }
  | { readonly action: "GetVariables"; readonly variables: readonly VariableName[] }
  | {
      readonly action: "SetVariables";
      readonly variables: readonly (VariableName & { readonly attributeValue: string })[];
    };

/** Carries an operation out as far as the platform has taken it on; the answer is for the log alone. */
interface Operations<Operation> {
  readonly execute: (chargerId: string, operation: Operation) => Promise<string>;
}

/** What the platform believes has happened. Handles are opaque to the suite; an empty text means that there is none. */
export interface Records {
  readonly latestTransaction: (chargerId: string) => Promise<string>;
  /** Rejects where no transaction of the tag runs within the time. */
  readonly waitForActiveTransaction: (
    chargerId: string,
    idTag: string,
    timeoutSeconds?: number,
  ) => Promise<string>;
  readonly transactionIdTag: (transaction: string) => Promise<string>;
  readonly transactionStopTimestamp: (transaction: string) => Promise<string>;
  readonly transactionStopReason: (transaction: string) => Promise<string>;
  /** A number in decimal digits. */
  readonly transactionCountForIdTag: (chargerId: string, idTag: string) => Promise<string>;
  readonly reservations: {
    readonly latest: (chargerId: string) => Promise<string>;
    /** In capitals, e.g. CANCELLED. */
    readonly status: (reservation: string) => Promise<string>;
  };
  readonly chargingProfiles: {
    readonly refByDescription: (description: string) => Promise<string>;
  };
}

/** How the suite's charger reaches the platform. */
interface Transport {
  readonly wsUrl: string;
  readonly appendCpIdToWsPath: boolean;
  readonly basicAuthUser: string;
  readonly basicAuthPass: string;
  readonly network: string;
}

export interface Driver {
  readonly id: string;
  readonly displayName: string;
  readonly envHelp: string;
  readonly capabilities: {
    readonly operations16: ReadonlySet<Operation16["action"]>;
    readonly operations201: ReadonlySet<Operation201["action"]>;
    readonly reservations: boolean;
    readonly chargingProfiles: boolean;
  };
  readonly create: (environment: Environment) => {
    readonly operations16: Operations<Operation16>;
    readonly operations201: Operations<Operation201>;
    readonly records: Records;
    readonly simTransport: (chargerId: string) => Promise<Transport>;
  };
  /** Verbs of the suite's command line; each gives the exit code. */
  readonly commands: Readonly<Record<string, () => Promise<number>>>;
}
