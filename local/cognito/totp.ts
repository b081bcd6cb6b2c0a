import { Secret, TOTP } from "otpauth";

const PERIOD_SECONDS = 30;
/** A phone's clock may be one step early or late. */
const WINDOW_STEPS = 1;

/** A new shared secret of 160 bits, base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

function totpOf(secret: string, label = "Chargeward"): TOTP {
  return new TOTP({
    issuer: "Chargeward",
    label,
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}

/** What a QR code tells an authenticator app: the secret, and whose it is. */
export function otpauthUri(secret: string, email: string): string {
  return totpOf(secret, email).toString();
}

/** The time step (RFC 6238) that a code belongs to, at most one step away; undefined for a code that is not right. */
export function stepOfCode(secret: string, code: string, nowMs: number): number | undefined {
  const digits = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return undefined;
  const delta = totpOf(secret).validate({
    token: digits,
    timestamp: nowMs,
    window: WINDOW_STEPS,
  });
  return delta === null ? undefined : Math.floor(nowMs / 1000 / PERIOD_SECONDS) + delta;
}

/** The code of a moment, in milliseconds since 1970. */
export function codeAt(secret: string, atMs: number): string {
  return totpOf(secret).generate({ timestamp: atMs });
}
