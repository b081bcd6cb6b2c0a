import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { DomainError } from "#domain/errors.ts";
import type { FieldPlace, KeyName } from "#domain/privacy/sealer.ts";

const VERSION = 1;
const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A data key, and what its generation is among the subject's keys for that purpose. */
export interface DataKey {
  readonly generation: number;
  readonly bytes: Uint8Array;
}

/** An envelope taken apart; nothing is proven of it yet. */
export interface Envelope {
  readonly keyId: string;
  readonly generation: number;
  readonly iv: Buffer;
  /** Ciphertext, then the tag. */
  readonly sealed: Buffer;
}

const VERSIONED = /^enc(\d+)\./;
const PARTS = /^enc1\.([a-z0-9-]+):([a-z-]+):([1-9]\d*)\.([\w-]{16})\.([\w-]{22,})$/;

/**
 * Seals a text: `enc1.<subject>:<purpose>:<generation>.<iv>.<ciphertext and tag>`, the last two in base64url
 * (AES-256-GCM, random IV of 96 bits). Operator, key and place are authenticated with it.
 */
export function sealText(
  text: string,
  key: DataKey,
  owner: KeyName & { readonly operatorId: string },
  place: FieldPlace,
): string {
  const keyId = `${owner.subjectId}:${owner.purpose}:${key.generation}`;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key.bytes, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(owner.operatorId, keyId, place));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `enc${VERSION}.${keyId}.${iv.toString("base64url")}.${sealed.toString("base64url")}`;
}

/**
 * Takes an envelope apart. Throws `privacy.envelope-unknown` for another version, `privacy.envelope-broken` for what
 * is truncated or no envelope, `privacy.envelope-foreign` where another subject's or purpose's key sealed it.
 */
export function readEnvelope(text: string, { subjectId, purpose }: KeyName): Envelope {
  const version = VERSIONED.exec(text)?.[1];
  if (version !== undefined && version !== String(VERSION)) {
    throw new DomainError(
      "privacy.envelope-unknown",
      `Envelopes of version ${version} are unknown.`,
    );
  }
  const [, subject, itsPurpose, generation, iv, sealed] = PARTS.exec(text) ?? [];
  if (!subject || !itsPurpose || !generation || !iv || !sealed || !isCanonical(sealed)) {
    throw new DomainError("privacy.envelope-broken", "A sealed value is truncated or damaged.");
  }
  if (subject !== subjectId || itsPurpose !== purpose) {
    throw new DomainError(
      "privacy.envelope-foreign",
      "A sealed value belongs to another subject or purpose.",
    );
  }
  return {
    keyId: `${subject}:${itsPurpose}:${generation}`,
    generation: Number(generation),
    iv: Buffer.from(iv, "base64url"),
    sealed: Buffer.from(sealed, "base64url"),
  };
}

/** Whose key sealed a text, and which generation; undefined for what is no envelope. Nothing is proven of it. */
export function sealedBy(text: string): (KeyName & { readonly generation: number }) | undefined {
  const [, subjectId, purpose, generation] = PARTS.exec(text) ?? [];
  if (!subjectId || !purpose || !generation) return undefined;
  return { subjectId, purpose: purpose as KeyName["purpose"], generation: Number(generation) };
}

/** Opens an envelope. Throws `privacy.envelope-refused` where it was altered, or sealed for another place or operator. */
export function openEnvelope(
  { keyId, iv, sealed }: Envelope,
  key: Uint8Array,
  operatorId: string,
  place: FieldPlace,
): string {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(operatorId, keyId, place));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const opened = [decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()];
    return Buffer.concat(opened).toString("utf8");
  } catch {
    throw new DomainError(
      "privacy.envelope-refused",
      "A sealed value was altered, or belongs to another field.",
    );
  }
}

/** Base64url can spell the same bytes in several ways; an envelope has one. */
function isCanonical(text: string): boolean {
  return Buffer.from(text, "base64url").toString("base64url") === text;
}

/** JSON of an array is canonical: no part can pass for the end of the one before it. */
function boundTo(operatorId: string, keyId: string, place: FieldPlace): Buffer {
  const { table, pk, sk, attribute } = place;
  return Buffer.from(JSON.stringify([VERSION, operatorId, keyId, table, pk, sk, attribute]));
}
