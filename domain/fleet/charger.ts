import type { NextCredential, PasswordChange, ProfileChange } from "./credential-change.ts";
import type { DeviationDays } from "./deviation.ts";
import type { MessageWatch } from "./message-watch.ts";
import type { ProfileDemand, ProfileWaiver, SecurityProfile } from "./security-profile.ts";
import type { Takeovers } from "./takeovers.ts";

/** The subprotocol a charger speaks; the same names as in `ocpp/actions.ts`. */
export type OcppVersion = "ocpp1.6" | "ocpp2.0.1";

/** A place with chargers. */
export interface Site extends ProfileDemand {
  readonly operatorId: string;
  readonly siteId: string;
  readonly name: string;
  readonly address?: string;
  /** The tariff of its chargers that name none. */
  readonly tariffId?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** A charging station and what is known of it now. Its identity on the wire is `chargerId`. */
export interface Charger {
  readonly operatorId: string;
  readonly chargerId: string;
  readonly siteId: string;
  readonly name?: string;
  readonly tariffId?: string;
  /** The tariff that its sessions begin with, resolved whenever a charger, site or operator changes its choice. */
  readonly tariffInForce?: string;
  readonly credential: ChargerCredential;
  /** Accepted beside `credential` for a time. */
  readonly nextCredential?: NextCredential;
  readonly passwordChange?: PasswordChange;
  /** The highest profile that it has connected by. */
  readonly securityProfile?: SecurityProfile;
  readonly profileChange?: ProfileChange;
  readonly profileWaiver?: ProfileWaiver;
  /** The common name that its certificates may bear beside its id, usually its serial number. */
  readonly certificateName?: string;
  readonly connection?: ChargerConnection;
  /** Sockets that took the place of one that had not ended. */
  readonly takeovers?: Takeovers;
  /** Counts handshakes; a write that carries an older epoch comes from a socket that is no longer current. */
  readonly epoch: number;
  readonly lastSeenAt?: string;
  readonly boot?: BootReport;
  readonly firmwareStatus?: ReportedStatus;
  readonly diagnosticsStatus?: ReportedStatus;
  readonly logStatus?: ReportedStatus;
  /** Of firmware that it hands on to its neighbours as a local controller (2.0.1 L03). */
  readonly publicationStatus?: ReportedStatus;
  /** Keyed by `connectorKey`: "1" in 1.6, "1.1" (EVSE.connector) in 2.0.1, "0" for the charger itself. */
  readonly connectors: Readonly<Record<string, Connector>>;
  /** In what its messages departed from the specification, and when last; absent where they never did. */
  readonly deviationDays?: DeviationDays;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Counts changes that people make; REST uses it as the ETag. */
  readonly version: number;
}

/** The OCPP password, only ever as salted scrypt hashes of the bytes that a charger may send. */
export interface ChargerCredential {
  readonly salt: string;
  /** Base64 scrypt of the password's text bytes and, where the password is hex, of its decoded bytes. */
  readonly hashes: readonly string[];
  readonly changedAt: string;
}

export interface ChargerConnection {
  readonly connectionId: string;
  readonly version: OcppVersion;
  readonly connectedAt: string;
  readonly sourceIp: string;
  /** Which credential proved it: the time from which that one counts. */
  readonly credentialChangedAt?: string;
  /** How often the charger was asked to say that it lives. */
  readonly heartbeatIntervalSeconds?: number;
  /** Where another socket wants its place: when its charger was asked for a sign of life. */
  readonly lifeAskedAt?: string;
  /** Until when such a sign may take. */
  readonly lifeDueAt?: string;
  /** When it last gave one that was asked for. */
  readonly lifeShownAt?: string;
  readonly securityProfile?: SecurityProfile;
  /** Of the certificate that it came in by. */
  readonly certificateId?: string;
}

export interface BootReport {
  readonly bootedAt: string;
  readonly vendor: string;
  readonly model: string;
  readonly serialNumber?: string;
  readonly firmwareVersion?: string;
  readonly iccid?: string;
  readonly imsi?: string;
  readonly meterSerialNumber?: string;
  readonly meterType?: string;
  /** 2.0.1 only. */
  readonly reason?: string;
}

export interface ReportedStatus {
  readonly status: string;
  readonly requestId?: number;
  readonly reportedAt: string;
}

/** The last reported state of a connector, in the words of the charger's OCPP version. */
export interface Connector {
  readonly status: string;
  readonly errorCode?: string;
  readonly info?: string;
  readonly vendorErrorCode?: string;
  /** When the charger says that the state began. */
  readonly since?: string;
  readonly reportedAt: string;
}

/** The one shape of a connector's name: `evse.connector` where there are EVSEs, else the connector's number. */
export function connectorKey(connectorId: number, evseId?: number): string {
  return evseId === undefined ? String(connectorId) : `${evseId}.${connectorId}`;
}

/** What a socket may act as. Written by `$connect`, immutable for the life of the connection. */
export interface ConnectionBinding {
  readonly connectionId: string;
  readonly operatorId: string;
  readonly chargerId: string;
  readonly version: OcppVersion;
  readonly epoch: number;
  readonly siteId: string;
  /** The tariff in force when it connected; a hint that saves a read, the charger's item decides. */
  readonly tariffId?: string;
  readonly heartbeatIntervalSeconds: number;
  readonly connectedAt: string;
  /** Where nobody made the station known: it may boot and do nothing else. */
  readonly pending?: true;
  /** Where its operator is suspended: messages are taken, and no session begins. */
  readonly suspended?: true;
  /** Where somebody wants to see its messages. */
  readonly watch?: MessageWatch;
}
