import { createHash, createHmac } from "node:crypto";
import type {
  RememberedAnswer,
  RememberedWriteStore,
} from "#adapters/dynamodb/remembered-write-store.ts";
import { DomainError } from "#domain/errors.ts";
import { openAnswer, sealAnswer } from "./remembered-answer.ts";
import { invalid } from "./rest-request.ts";

/** A write that its client may repeat. */
export interface RepeatableWrite {
  /** Operator id, or `platform`. */
  readonly scope: string;
  readonly subject: string;
  readonly idempotencyKey: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly startedAt: string;
  /** Fields of the answer that are not remembered, because they are shown only once. */
  readonly shownOnce: readonly string[];
}

/** The Idempotency-Key of a request, if it has one. Throws `request.invalid`. */
export function idempotencyKeyOf(
  headers: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const key = headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (/^[\x21-\x7e]{8,128}$/.test(key)) return key;
  throw invalid({
    in: "header",
    pointer: "/Idempotency-Key",
    detail: "8 to 128 printable characters without spaces; a UUID is best",
  });
}

/**
 * Does a write once, however often it is asked for under the same key within 24 hours. The repetition gets the first
 * answer; another request under the key throws `request.idempotency-key-reused`, and one that comes while the first is
 * still under way `request.conflict`. A write that was refused or failed is forgotten, so that it can be tried again.
 */
export async function doOnce(
  store: RememberedWriteStore,
  write: RepeatableWrite,
  run: () => Promise<RememberedAnswer>,
): Promise<RememberedAnswer & { readonly isReplay: boolean }> {
  const { startedAt } = write;
  const fingerprint = fingerprintOf(write);
  const name = { scope: write.scope, subject: write.subject, keyDigest: digestOf(write) };
  const first = await store.begin(name, { fingerprint, startedAt });
  if (first) {
    const { body, ...answer } = replay(first, fingerprint);
    return { ...answer, body: openAnswer(write.idempotencyKey, body), isReplay: true };
  }

  let answer: RememberedAnswer;
  try {
    answer = await run();
  } catch (error) {
    await store.forget(name, startedAt);
    throw error;
  }
  const body = sealAnswer(write.idempotencyKey, without(answer.body, write.shownOnce));
  await store.finish(name, startedAt, { ...answer, body });
  return { ...answer, isReplay: false };
}

function replay(
  first: { readonly fingerprint: string; readonly answer?: RememberedAnswer },
  fingerprint: string,
): RememberedAnswer {
  if (first.fingerprint !== fingerprint) {
    throw new DomainError(
      "request.idempotency-key-reused",
      "The Idempotency-Key was used for another request within 24 hours.",
    );
  }
  if (!first.answer) {
    throw new DomainError("request.conflict", "The first request with this key is not done yet.");
  }
  return first.answer;
}

/** The table holds only a digest of the key, so that the key can protect the fingerprint. */
function digestOf({ idempotencyKey }: RepeatableWrite): string {
  return createHash("sha256").update(idempotencyKey).digest("base64url");
}

/** Keyed by the Idempotency-Key, which the table does not hold: who reads the table cannot try out passwords in bodies. */
function fingerprintOf({ idempotencyKey, method, path, body }: RepeatableWrite): string {
  return createHmac("sha256", idempotencyKey)
    .update(JSON.stringify([method, path, body]))
    .digest("base64url");
}

function without(body: string, fields: readonly string[]): string {
  if (fields.length === 0) return body;
  const content = JSON.parse(body) as Record<string, unknown>;
  for (const field of fields) delete content[field];
  return JSON.stringify(content);
}
