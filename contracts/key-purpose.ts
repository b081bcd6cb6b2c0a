/** What data keys are for: policies name them by KMS's encryption context. */
export type { KeyPurpose } from "#domain/privacy/sealer.ts";
