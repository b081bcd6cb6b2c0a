import { generateKeyPairSync, type JsonWebKey, randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";

/** What a pool signs tokens and cookies with; made once per data dir. */
export interface PoolSecrets {
  /** Private RSA key in JWK form, for RS256. */
  readonly signingKey: JsonWebKey;
  readonly cookieKey: string;
}

function newSigningKey(): JsonWebKey {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const kid = randomBytes(16).toString("base64url");
  return { ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig", kid };
}

/** Gives the pool's secrets, which are made when it first starts. */
export function poolSecrets(database: DatabaseSync, poolId: string): PoolSecrets {
  const stored = database.prepare("SELECT * FROM pool_secret WHERE pool = ?").get(poolId);
  if (stored !== undefined) {
    const signingKey = JSON.parse(String(stored["signing_key"])) as JsonWebKey;
    return { signingKey, cookieKey: String(stored["cookie_key"]) };
  }
  const secrets = { signingKey: newSigningKey(), cookieKey: randomBytes(32).toString("base64url") };
  database
    .prepare("INSERT INTO pool_secret (pool, signing_key, cookie_key) VALUES (?, ?, ?)")
    .run(poolId, JSON.stringify(secrets.signingKey), secrets.cookieKey);
  return secrets;
}
