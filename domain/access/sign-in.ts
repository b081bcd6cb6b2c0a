/** One sign-in of a person as an operator, or the platform, has seen it. Times are ISO 8601 UTC. */
export interface SignIn {
  readonly subject: string;
  /** The same through however many renewals of the tokens. */
  readonly signInId: string;
  readonly signedInAt?: string;
  readonly firstSeenAt: string;
  /** To the hour. */
  readonly lastSeenAt: string;
  /** The network that the last noted request came from, in CIDR notation: enough to know a stranger by. */
  readonly sourceNetwork?: string;
  /** With what program, without its version. */
  readonly program?: string;
  readonly revokedAt?: string;
  readonly revokedBy?: string;
}

/** What a token says of the sign-in that it goes back to. */
export interface ClaimedSignIn {
  readonly signInId?: string;
  readonly signedInAt?: string;
}

/** What is stored about a sign-in that somebody comes with, here and above the operators. */
export interface SignInRecord {
  /** By scope, where it was seen there before. */
  readonly lastSeenAt: Readonly<Record<string, string>>;
  readonly isRevoked: boolean;
  /** Every sign-in that is older is over. */
  readonly signedOutBefore?: string;
}

/** Whether a sign-in is over, though its tokens still live. What does not say how old it is counts as too old. */
export function isSignInOver({ signedInAt }: ClaimedSignIn, record: SignInRecord): boolean {
  const { isRevoked, signedOutBefore } = record;
  if (isRevoked) return true;
  if (signedOutBefore === undefined) return false;
  return signedInAt === undefined || !(Date.parse(signedInAt) >= Date.parse(signedOutBefore));
}
