import { createHash } from "node:crypto";
import { join } from "node:path";
import { readPrivateJson, writePrivateJson } from "#local/private-file.ts";

/** Refresh tokens of sign-ins that were made before. */
export interface KeptSignIns {
  readonly find: (issuer: string, email: string) => Promise<string | undefined>;
  readonly keep: (issuer: string, email: string, refreshToken: string) => Promise<void>;
}

/** Keeps them in `<dataDir>/sign-ins/`, mode 600, so that a code of the second factor is needed once and not for each token. */
export function keptSignIns(dataDir: string): KeptSignIns {
  // A file each, so that tools that run beside each other do not overwrite one another's.
  const pathOf = (issuer: string, email: string): string => {
    const name = createHash("sha256").update(`${issuer} ${email}`).digest("hex");
    return join(dataDir, "sign-ins", `${name}.json`);
  };
  return {
    find: async (issuer, email) => {
      const kept = readPrivateJson<{ readonly refreshToken: string }>(pathOf(issuer, email));
      return (await kept.catch(() => undefined))?.refreshToken;
    },
    // Only a convenience: who cannot keep it signs in again.
    keep: (issuer, email, refreshToken) =>
      writePrivateJson(pathOf(issuer, email), { refreshToken }).catch(() => undefined),
  };
}

/** Keeps nothing: each token is a sign-in of its own. */
export const NO_KEPT_SIGN_INS: KeptSignIns = {
  find: async () => undefined,
  keep: async () => undefined,
};
