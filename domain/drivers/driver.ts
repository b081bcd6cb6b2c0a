/** What a driver may be asked for; each field is optional, and each is kept sealed under the driver's own key. */
export interface DriverProfile {
  readonly name?: string;
  readonly email?: string;
  /** E.164. */
  readonly phone?: string;
  readonly address?: PostalAddress;
  readonly plates?: readonly string[];
}

export interface PostalAddress {
  readonly lines: readonly string[];
  readonly postalCode?: string | undefined;
  readonly city?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
}

export const PERSONAL_FIELDS = ["name", "email", "phone", "address", "plates"] as const;
export type PersonalField = (typeof PERSONAL_FIELDS)[number];

/** The personal fields as they are stored: an envelope each, which only the driver's key opens. */
export type SealedProfile = Readonly<Partial<Record<PersonalField, string>>>;

/** A use of personal data that a driver can object to (GDPR Art. 21, 22; KVKK Art. 11). */
export const OBJECTIONS = ["marketing", "analytics", "automated-decisions"] as const;
type Objection = (typeof OBJECTIONS)[number];

/** That something must be kept although its time is over: a dispute, an order of a court. */
export interface LegalHold {
  readonly reason: string;
  readonly placedBy: string;
  readonly placedAt: string;
}

/** A person who charges, as one operator knows them. The id is random and says nothing. */
export interface Driver {
  readonly operatorId: string;
  readonly driverId: string;
  /** `erasing` from the moment that nothing may be added; `erased` is the stone that stays. */
  readonly state: "active" | "erasing" | "erased";
  /** BCP 47. */
  readonly language: string;
  readonly sealed: SealedProfile;
  /** Since when the data is only stored, and used for the running contract alone (GDPR Art. 18). */
  readonly restrictedAt?: string;
  readonly objections: readonly Objection[];
  readonly legalHold?: LegalHold;
  /** The sign-in that the person linked with a code. */
  readonly accountSubject?: string;
  /** The last session, consent or change of the person; what retention counts from. */
  readonly lastActiveAt: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}
