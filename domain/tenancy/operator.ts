/** An operator of charging points: the tenant. Everything that is stored belongs to exactly one. */
export interface Operator {
  readonly operatorId: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** ISO 4217; what its tariffs are in. */
  readonly currency: string;
  /** IANA name, for what people read; everything stored is UTC. */
  readonly timeZone: string;
  readonly settings: OperatorSettings;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

export interface OperatorSettings {
  /** What BootNotification answers; API Gateway cuts a socket that is silent for ten minutes, so at most 540. */
  readonly heartbeatIntervalSeconds: number;
  /** A session that has been silent this long is closed by the sweep and flagged. */
  readonly staleSessionAfterSeconds: number;
  /** The tariff of chargers and sites that name none. */
  readonly defaultTariffId?: string;
}

export const DEFAULT_OPERATOR_SETTINGS: OperatorSettings = {
  heartbeatIntervalSeconds: 300,
  staleSessionAfterSeconds: 86_400,
};
