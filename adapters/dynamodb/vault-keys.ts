import type { Key } from "./keys.ts";

/** Keys of what opens sealed fields, and of what replaces it. */
export const vaultKeys = {
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
