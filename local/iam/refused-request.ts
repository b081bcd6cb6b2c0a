/** Why a request goes no further; each service says it in its own words. */
export type RefusalKind =
  | "missing-authentication"
  | "incomplete-signature"
  | "unknown-key"
  | "expired-token"
  | "wrong-signature"
  | "denied"
  | "unreadable"
  | "unknown-operation";

/** A request that is answered here and never reaches the service; the message is what the caller sees. */
export class RefusedRequest extends Error {
  override readonly name = "RefusedRequest";
  readonly kind: RefusalKind;

  constructor(kind: RefusalKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
