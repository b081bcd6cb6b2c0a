import type { ConnectionBinding } from "../fleet/charger.ts";
import type { HeldPlace } from "./held-place.ts";
import type { MeterReading, Session } from "./session.ts";
import type { Tariff } from "./tariff.ts";
import type { Token } from "./token.ts";

/** What must be known before a session can begin; read in one call. */
export interface StartFacts {
  readonly token?: Token;
  readonly tariff?: Tariff;
  /** The session of this transaction, where the transaction id was the charger's to give. */
  readonly session?: Session;
  /** The answer that the same StartTransaction got before. */
  readonly remembered?: RememberedStart;
  /** Which session is charging at the place of this start. */
  readonly occupant?: Occupant;
  /** For whom the place of this start, or any of the charger's, is kept. */
  readonly held?: readonly HeldPlace[];
  /** Whether the transaction id that was asked about is one that the operator's chargers were given. */
  readonly isIdGiven?: boolean;
}

type ChargerPlace = Pick<ConnectionBinding, "operatorId" | "chargerId">;

/** The active session at a connector (1.6) or an EVSE (2.0.1). */
export interface Occupant {
  readonly sessionId: string;
  readonly startedAt: string;
}

/** A StartTransaction that was answered; the same one again, whatever its message id, gets the same answer. */
export interface RememberedStart {
  readonly transactionId: number;
  readonly authorization: Session["authorization"];
}

/** Why a write was refused; nothing was written. */
export type Refusal =
  | "already-begun"
  | "transaction-id-taken"
  | "token-busy"
  | "connection-not-current"
  | "place-taken"
  | "reservation-over"
  | "already-ended";

/** A reservation that a session was for. */
type UsedReservation = Pick<HeldPlace, "reservationId" | "place">;

export interface SessionStore {
  /** Token, tariff in force, and what is there already of this start. Costs one call, two if the tariff changed since the charger connected. */
  readonly factsForStart: (question: {
    readonly caller: ConnectionBinding;
    readonly tokenRef: string | undefined;
    readonly sessionId?: string;
    readonly startDigest?: string;
    readonly place?: string;
    readonly transactionId?: number;
  }) => Promise<StartFacts>;

  /** A session and all that meters said during it, in the order of time. */
  readonly load: (
    operatorId: string,
    sessionId: string,
  ) => Promise<{ readonly session?: Session; readonly readings: readonly MeterReading[] }>;

  /** The active session at a place of the charger, and those at all of them. */
  readonly occupantOf: (charger: ChargerPlace, place: string) => Promise<Occupant | undefined>;
  readonly occupantsOf: (charger: ChargerPlace) => Promise<readonly Occupant[]>;

  /** Writes a new session, takes the token and its place into use and remembers the start, all or nothing. */
  readonly begin: (start: {
    readonly caller: ConnectionBinding;
    readonly session: Session;
    readonly startDigest?: string;
    readonly readings?: ReadingsToKeep;
    /** Where it charges; absent for a session that has ended, or that is older than what charges there. */
    readonly place?: string;
    /** The reservation that ends with it. */
    readonly used?: UsedReservation | undefined;
  }) => Promise<Refusal | undefined>;

  /** Replaces a session that is still open to change (`isOpen`), frees or takes its token, and frees its place at the end. */
  readonly replace: (change: {
    readonly before: Session;
    readonly after: Session;
    /** Absent for the sweep, which has no socket. */
    readonly caller?: ConnectionBinding;
    readonly readings?: ReadingsToKeep;
    /** Remembers the message that led to this by its content. */
    readonly startDigest?: string;
    readonly used?: UsedReservation | undefined;
  }) => Promise<Refusal | undefined>;

  /** Appends what a meter said; the same message again overwrites itself. */
  readonly keepReadings: (
    operatorId: string,
    sessionId: string,
    kept: ReadingsToKeep,
  ) => Promise<void>;

  /** Meter values that belong to no session: clock-aligned ones and those of the charger itself. */
  readonly keepChargerReadings: (
    caller: ConnectionBinding,
    connector: string,
    kept: ReadingsToKeep,
  ) => Promise<void>;

  /** A message whose content was at fault, word for word, for the people who must judge it. */
  readonly keepRaw: (caller: ConnectionBinding, message: RawMessage) => Promise<void>;
}

/** The readings of one message. `digest` names the message by its content, so that a repetition is recognised. */
export interface ReadingsToKeep {
  readonly readings: readonly MeterReading[];
  readonly digest: string;
  readonly receivedAt: string;
}

export interface RawMessage {
  readonly action: string;
  readonly payload: unknown;
  readonly deviations: readonly string[];
  readonly receivedAt: string;
}
