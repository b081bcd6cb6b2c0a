import type { Key } from "./keys.ts";

/** Keys of what opens sealed fields, replaces it and destroys it, and of what proves that. */
export const vaultKeys = {
  erasure: (operatorId: string, driverId: string): Key => ({
    pk: operatorId,
    sk: `ERASURE#${driverId}`,
  }),
  certificate: (operatorId: string, certificateId: string): Key => ({
    pk: operatorId,
    sk: `CERTIFICATE#${certificateId}`,
  }),
  retention: (operatorId: string): Key => ({ pk: operatorId, sk: "RETENTION" }),
  keyRotation: (operatorId: string, rotationId: string): Key => ({
    pk: operatorId,
    sk: `KEYROTATION#${rotationId}`,
  }),
  /** Which rotation of keys is under way; there is one at a time. */
  currentKeyRotation: (operatorId: string): Key => ({ pk: operatorId, sk: "KEYROTATING" }),
  /** The wrapped data keys of one subject and purpose, all generations. */
  dataKey: (operatorId: string, subjectId: string, purpose: string): Key => ({
    pk: operatorId,
    sk: `KEY#${subjectId}#${purpose}`,
  }),
  /** What wraps the operator's new data keys. */
  wrappingKey: (operatorId: string): Key => ({ pk: operatorId, sk: "WRAPPING-KEY" }),
  /** That a subject's keys were destroyed, and when. */
  erasedSubject: (operatorId: string, subjectId: string): Key => ({
    pk: operatorId,
    sk: `ERASED#${subjectId}`,
  }),
} as const;
