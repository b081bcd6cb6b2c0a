/** What a driver is told of, or asked for. */
export interface Purpose {
  readonly meaning: string;
  /** A notice informs and is acknowledged (KVKK Art. 10, GDPR Art. 13); a consent is asked for, and may be refused. */
  readonly kind: "notice" | "consent";
}

/** Every purpose that there is. Nobody is asked for two at once, none is ticked beforehand, and no service depends on a consent. */
export const PURPOSES = {
  "service-notice": { kind: "notice", meaning: "How the operator handles personal data" },
  "marketing-email": { kind: "consent", meaning: "Offers by e-mail" },
  "marketing-sms": { kind: "consent", meaning: "Offers by text message" },
  "marketing-call": { kind: "consent", meaning: "Offers by telephone" },
  analytics: { kind: "consent", meaning: "Study how chargers are used, person by person" },
  "partner-sharing": { kind: "consent", meaning: "Give contact details to partners" },
} as const satisfies Readonly<Record<string, Purpose>>;

export type PurposeName = keyof typeof PURPOSES;
export const PURPOSE_NAMES = Object.keys(PURPOSES) as readonly PurposeName[];

/** By which way words reached a person, and their answer the operator. */
export const CONSENT_CHANNELS = ["web", "app", "portal", "desk", "call-centre", "paper"] as const;
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];
