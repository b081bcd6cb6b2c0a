/** What an outside service is to an operator. */
export const INTEGRATION_KINDS = [
  "psp",
  "recaptcha",
  "iso15118",
  "webhook",
  "api-client",
  "other",
] as const;
type IntegrationKind = (typeof INTEGRATION_KINDS)[number];

/** The id of the one integration that contract certificates of cars come by; chargers lead to it without a search. */
export const ISO15118_INTEGRATION_ID = "iso15118";

/** The id of the one integration that asks whether a driver is a robot; the gate leads to it without a search. */
export const RECAPTCHA_INTEGRATION_ID = "recaptcha";
/** The id of the one integration that drivers pay through; payments lead to it without a search. */
export const PSP_INTEGRATION_ID = "psp";

/** A secret that only the function that uses it can open. */
export interface SealedCredential {
  readonly sealed: string;
  /** What people recognise it by. */
  readonly fingerprint: string;
  readonly setAt: string;
  readonly setBy: string;
}

/** One outside service that an operator is connected to, and the credential for it. Times are ISO 8601 UTC. */
export interface Integration {
  readonly operatorId: string;
  readonly integrationId: string;
  readonly kind: IntegrationKind;
  readonly name: string;
  /** Who answers for it: a subject or a team. */
  readonly owner: string;
  readonly url?: string;
  /** What the credential lets us do there, in the service's own words. */
  readonly scopes: readonly string[];
  readonly credential?: SealedCredential;
  /** False: nothing uses it, whoever asks. */
  readonly enabled: boolean;
  readonly disabledAt?: string;
  readonly lastSuccessAt?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** What is wrong with an integration. */
export type IntegrationFinding =
  | "credential-missing"
  | "credential-old"
  | "never-succeeded"
  | "silent"
  | "url-not-https";

const DAY_MS = 86_400_000;
const OLDEST_CREDENTIAL_DAYS = 365;
const LONGEST_SILENCE_DAYS = 90;

/** Whole days from one moment to another. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** What somebody should look at; a time that cannot be read counts as too long ago. */
export function findingsOf(integration: Integration, now: string): readonly IntegrationFinding[] {
  const { url, credential, lastSuccessAt, enabled, createdAt } = integration;
  const findings: IntegrationFinding[] = [];
  if (url !== undefined && !url.startsWith("https://")) findings.push("url-not-https");
  if (!credential) findings.push("credential-missing");
  else if (!(daysBetween(credential.setAt, now) <= OLDEST_CREDENTIAL_DAYS)) {
    findings.push("credential-old");
  }
  if (!enabled) return findings;
  const last = lastSuccessAt ?? createdAt;
  if (daysBetween(last, now) <= LONGEST_SILENCE_DAYS) return findings;
  findings.push(lastSuccessAt === undefined ? "never-succeeded" : "silent");
  return findings;
}
