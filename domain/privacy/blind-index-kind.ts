/** Kinds of personal values that can be looked up without being stored. */
export type BlindIndexKind = "token" | "email" | "phone" | "plate" | "text";

/** The one spelling of a value, so that it is found however people write it. */
export function normalised(kind: BlindIndexKind, text: string): string {
  const trimmed = text.normalize("NFKC").trim();
  switch (kind) {
    // OCPP 1.6 §3.5: identifiers compare without regard to case.
    case "token":
      return text.toUpperCase();
    case "text":
      return text;
    case "email":
      return trimmed.toLowerCase();
    case "phone":
      return e164(trimmed);
    case "plate":
      return trimmed.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  }
}

/** E.164: a plus and digits; `00` is the plus of those who dial it. */
function e164(text: string): string {
  const digits = text.replaceAll(/\D/g, "");
  return text.startsWith("00") ? `+${digits.slice(2)}` : `+${digits}`;
}
