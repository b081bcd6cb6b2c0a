/** A card or other means by which a driver is known (OCPP: idTag, idToken), without what is written on it. */
export interface Token {
  readonly operatorId: string;
  /** The blind index of its id: what keys, sessions and addresses name it by. Ids compare without regard to case. */
  readonly tokenRef: string;
  /** Whose key seals what is personal of it: its own until it belongs to a driver. */
  readonly subjectId: string;
  readonly status: "valid" | "blocked";
  readonly validFrom?: string;
  readonly expiresAt?: string;
  /** Cards of one group may stop each other's sessions (1.6 parentIdTag, 2.0.1 groupIdToken). */
  readonly groupId?: string;
  /** How many sessions it may run at once; 1 unless said otherwise. */
  readonly maxActiveSessions: number;
  readonly activeSessions: number;
  /** It begins one session and no second one: the count of its sessions never goes down. */
  readonly singleUse?: true;
  /** Subject of the member of staff whose it is: it is blocked when they leave. */
  readonly heldBy?: string;
  /** Whether chargers keep it in their local authorisation lists. */
  readonly onLocalLists?: true;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** What is personal of a token. */
export interface TokenName {
  /** As printed or read. */
  readonly tokenId: string;
  readonly label?: string;
}

/** A token with its name; without one where nobody can open it any more. */
export type NamedToken = Token & Partial<TokenName>;
