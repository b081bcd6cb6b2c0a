import { createPublicKey, createVerify, generateKeyPair } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { readPrivateJson, writePrivateJson } from "../private-file.ts";

/** What Google gives somebody who makes a service account; the operators of the demo share one. */
export interface ServiceAccount {
  readonly type: "service_account";
  readonly project_id: string;
  readonly client_email: string;
  readonly private_key: string;
}

const SCOPE = "https://www.googleapis.com/auth/cloud-platform";

/** The service account of a data dir, made on its first start. */
export async function ensureServiceAccount(dataDir: string): Promise<ServiceAccount> {
  const path = join(dataDir, "recaptcha.json");
  const known = await readPrivateJson<ServiceAccount>(path);
  if (known) return known;
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const account: ServiceAccount = {
    type: "service_account",
    project_id: "chargeward-local",
    client_email: "gate@chargeward-local.example",
    private_key: String(privateKey.export({ type: "pkcs8", format: "pem" })),
  };
  await writePrivateJson(path, account);
  return account;
}

/** Whether an assertion (RFC 7523) is of this account, for this door and of now. */
export function isOwnAssertion(
  assertion: string,
  account: ServiceAccount,
  audiencePath: string,
  nowMs: number,
): boolean {
  const [header = "", body = "", signature = ""] = assertion.split(".");
  const key = createPublicKey(account.private_key);
  const signed = createVerify("RSA-SHA256").update(`${header}.${body}`);
  if (!signed.verify(key, signature, "base64url")) return false;
  const claims = JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as {
    readonly iss?: unknown;
    readonly scope?: unknown;
    readonly aud?: unknown;
    readonly exp?: unknown;
  };
  const isForUs = typeof claims.aud === "string" && new URL(claims.aud).pathname === audiencePath;
  const isNow = typeof claims.exp === "number" && claims.exp * 1_000 > nowMs;
  return isForUs && isNow && claims.iss === account.client_email && claims.scope === SCOPE;
}
