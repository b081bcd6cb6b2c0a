import { DomainError, type DomainErrorCode } from "#domain/errors.ts";

/** KMS's names of errors, by what they mean for the work at hand. Anything else: nobody answers. */
const MEANING: Readonly<Record<string, DomainErrorCode>> = {
  AccessDeniedException: "privacy.key-denied",
  DisabledException: "privacy.key-denied",
  KMSInvalidStateException: "privacy.key-denied",
  NotFoundException: "privacy.key-denied",
  LimitExceededException: "privacy.throttled",
  ThrottlingException: "privacy.throttled",
  IncorrectKeyException: "privacy.envelope-refused",
  InvalidCiphertextException: "privacy.envelope-refused",
};

const MESSAGES: Partial<Record<DomainErrorCode, string>> = {
  "privacy.key-denied": "The key that protects this is disabled or not for this work.",
  "privacy.throttled": "Keys are asked for faster than they are given; try again in a moment.",
  "privacy.envelope-refused": "A wrapped key was altered, or belongs to another subject.",
};

/** What passes without anything being changed here: the key is there, and KMS does not give it now. */
const OUTAGES: ReadonlySet<string> = new Set<DomainErrorCode>([
  "privacy.key-denied",
  "privacy.throttled",
  "privacy.unavailable",
]);

/** Whether somebody could not work because KMS gives a key to nobody now. */
export function isKeyOutage(error: unknown): boolean {
  return error instanceof DomainError && OUTAGES.has(error.code);
}

/** What a failure of KMS, after the SDK's own attempts, means to the caller. Its words stay in the cause. */
export function keyRefusal(error: unknown): DomainError {
  const name = error instanceof Error ? error.name : "";
  const code = MEANING[name] ?? "privacy.unavailable";
  const message = MESSAGES[code] ?? "The key service does not answer; try again in a moment.";
  return new DomainError(code, message, {}, { cause: error });
}
