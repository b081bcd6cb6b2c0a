/** What a certificate request says, and whether its key has signed it. */
export interface RequestFacts {
  readonly commonName?: string;
  readonly organisation?: string;
  readonly isKeyStrong: boolean;
  readonly isSignedByItsKey: boolean;
  /** SHA-256 of the public key, 64 hex digits. */
  readonly keyId: string;
  /** The public key, SubjectPublicKeyInfo in DER, base64. */
  readonly publicKey: string;
}

/** Why a certificate is not issued; `key-of-another` is known when it is written down. */
export type RequestFault =
  | "key-of-another"
  | "key-weak"
  | "malformed"
  | "name-wrong"
  | "organisation-wrong"
  | "signature-wrong";

/** Whether a charger may have a certificate as it asks for it (A02.FR.06–10). Undefined where it may. */
export function judgeRequest(
  asked: RequestFacts,
  holder: { readonly names: readonly string[]; readonly organisation: string },
): RequestFault | undefined {
  if (!asked.isSignedByItsKey) return "signature-wrong";
  if (!asked.isKeyStrong) return "key-weak";
  if (!holder.names.includes(asked.commonName ?? "")) return "name-wrong";
  return asked.organisation === holder.organisation ? undefined : "organisation-wrong";
}
