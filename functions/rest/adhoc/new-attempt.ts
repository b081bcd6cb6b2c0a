import { createHash } from "node:crypto";
import { pageKeyThumbprint } from "#adapters/credentials/page-key.ts";
import type { DriverPlace } from "#adapters/dynamodb/driver-place.ts";
import { newSubjectId } from "#adapters/kms/subject-id.ts";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import type { StartIntent } from "#domain/adhoc/start-intent.ts";
import { snapshotOf } from "#domain/charging/tariff-snapshot.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import { codes } from "#functions/shared/opaque-texts.ts";

/** SHA-256, base64url. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** The id of the attempt that an intent leads to: the same intent again is the same attempt. */
export function attemptIdOf({ operatorId, nonce, issuedAt }: StartIntent): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([operatorId, nonce]))
    .digest();
  return newCommandId(Date.parse(issuedAt), digest.subarray(0, COMMAND_ID_RANDOM_BYTES));
}

/** A new attempt, and the handle that alone may read and stop it; the attempt knows only the handle's hash. */
export async function newAttempt(
  { operator, settings, code, charger }: DriverPlace,
  tariff: NonNullable<DriverPlace["tariff"]>,
  request: {
    readonly attemptId: string;
    readonly publicKey: { readonly x: string; readonly y: string };
    readonly language: string;
    readonly noticeIds: readonly string[];
    readonly tokenHash: string | undefined;
    readonly now: string;
  },
): Promise<{ readonly attempt: AdHocAttempt; readonly handle: string }> {
  const { operatorId } = operator;
  const { attemptId, tokenHash, publicKey, language, noticeIds, now } = request;
  const { holdAmountMinor, stepUpHoldAmountMinor } = settings;
  const handle = await codes.sealHandle({ operatorId, attemptId });
  const attempt: AdHocAttempt = {
    operatorId,
    attemptId,
    subjectId: newSubjectId(),
    codeId: code.codeId,
    chargerId: charger.chargerId,
    siteId: charger.siteId,
    connectorId: code.connectorId,
    ...(code.evseId !== undefined && { evseId: code.evseId }),
    state: "requested",
    stateSince: now,
    requestedAt: now,
    quote: { tariff: snapshotOf(tariff), holdAmountMinor, stepUpHoldAmountMinor },
    language,
    noticeIds,
    handleHash: sha256(handle),
    clientKeyThumbprint: pageKeyThumbprint(publicKey),
    ...(tokenHash !== undefined && { tokenHash }),
    version: 1,
  };
  return { attempt, handle };
}
