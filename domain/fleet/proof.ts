import type { CertificateFault } from "../certificates/judge-certificate.ts";
import type { Charger } from "./charger.ts";
import { isUnderWay } from "./credential-change.ts";
import { type SecurityProfile, strictest } from "./security-profile.ts";

/** How a handshake proves that it is a charger's, or why it does not. */
export type Proof =
  | {
      readonly proven: true;
      readonly profile: SecurityProfile;
      readonly by: "password" | "next-password" | "certificate";
      /** Of the certificate that proved it. */
      readonly certificateId?: string;
    }
  | { readonly proven: false; readonly reason: "credentials-wrong" }
  | {
      readonly proven: false;
      readonly reason: "certificate-wrong";
      readonly fault: CertificateFault;
    };

export type Proven = Extract<Proof, { readonly proven: true }>;

/** What a proven handshake changes on the charger: null takes a field away. */
export type ProofChanges = {
  readonly [K in
    | "securityProfile"
    | "credential"
    | "nextCredential"
    | "passwordChange"
    | "profileChange"]?: Charger[K] | null;
};

/**
 * What is to be written when a charger comes in: the highest profile that it has reached, the new password in place of
 * the old one once it has been used (A01.FR.03), and the end of a change of profile (A05).
 */
export function changesByProof(charger: Charger, proof: Proven, now: string): ProofChanges {
  const { securityProfile, nextCredential, passwordChange, profileChange } = charger;
  const reached = strictest([securityProfile, proof.profile]);
  const done = { state: "done", finishedAt: now } as const;
  const isRaised =
    profileChange !== undefined &&
    isUnderWay(profileChange, now) &&
    proof.profile >= profileChange.toProfile;
  return {
    ...(reached !== securityProfile && { securityProfile: reached }),
    ...(isRaised && { profileChange: { ...profileChange, ...done } }),
    ...(proof.by === "next-password" &&
      nextCredential && {
        credential: {
          salt: nextCredential.salt,
          hashes: nextCredential.hashes,
          changedAt: now,
        },
        nextCredential: null,
        ...(passwordChange && { passwordChange: { ...passwordChange, ...done } }),
      }),
  };
}
