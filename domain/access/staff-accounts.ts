/** The accounts that staff sign in with, whatever operators they work for. Each call may be repeated. */
export interface StaffAccounts {
  /** The subject of the account with an e-mail address; where there is none, its owner is invited to a new one. */
  readonly invite: (email: string) => Promise<string>;
  /** Ends all sign-ins so far: none can be renewed. Tokens that were given out live on until they end. */
  readonly signOut: (subject: string) => Promise<void>;
  readonly disable: (subject: string) => Promise<void>;
  readonly enable: (subject: string) => Promise<void>;
  /** Takes the second factor away: the next sign-in enrols a new one. */
  readonly resetSecondFactor: (subject: string) => Promise<void>;
  readonly remove: (subject: string) => Promise<void>;
}
