/** A card or other means by which a driver is known (OCPP: idTag, idToken). Ids compare without regard to case. */
export interface Token {
  readonly operatorId: string;
  /** As printed or read; looked up in upper case. */
  readonly tokenId: string;
  readonly status: "valid" | "blocked";
  readonly validFrom?: string;
  readonly expiresAt?: string;
  /** Cards of one group may stop each other's sessions (1.6 parentIdTag, 2.0.1 groupIdToken). */
  readonly groupId?: string;
  /** How many sessions it may run at once; 1 unless said otherwise. */
  readonly maxActiveSessions: number;
  readonly activeSessions: number;
  readonly label?: string;
  /** Subject of the member of staff whose it is: it is blocked when they leave. */
  readonly heldBy?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}
