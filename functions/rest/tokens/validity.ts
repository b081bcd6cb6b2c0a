import { invalid } from "#functions/shared/rest-request.ts";

/** Refuses a token that would expire before it is valid. */
export function checkValidity(token: {
  readonly validFrom?: string | null | undefined;
  readonly expiresAt?: string | null | undefined;
}): void {
  const { validFrom, expiresAt } = token;
  if (!validFrom || !expiresAt || validFrom < expiresAt) return;
  throw invalid({ in: "body", pointer: "/expiresAt", detail: "Must be later than validFrom" });
}
