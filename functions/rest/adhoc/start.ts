import { isSignedByPage } from "#adapters/credentials/page-key.ts";
import { findAttempt, putAttempt } from "#adapters/dynamodb/adhoc-attempt-store.ts";
import { takeToken } from "#adapters/dynamodb/adhoc-token-store.ts";
import { countAttempt } from "#adapters/dynamodb/attempt-limits.ts";
import type { DriverPlace } from "#adapters/dynamodb/driver-place.ts";
import { putGuest } from "#adapters/dynamodb/guest-store.ts";
import { transact } from "#adapters/dynamodb/transact.ts";
import { secretSealer } from "#adapters/kms/sealed-secret.ts";
import type { startAdHocSession } from "#contracts/rest/adhoc.ts";
import { connectorStatus } from "#domain/adhoc/connector-status.ts";
import { refuseOverIntent, startWords } from "#domain/adhoc/start-intent.ts";
import { DomainError } from "#domain/errors.ts";
import type { DriverContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { asGuest } from "#functions/shared/guest-gate.ts";
import { codes, opaqueTexts } from "#functions/shared/opaque-texts.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { invalid } from "#functions/shared/rest-request.ts";
import type { RestRequest } from "#functions/shared/rest-route.ts";
import { attemptIdOf, newAttempt, sha256 } from "./new-attempt.ts";
import { codeText, placeOfCode } from "./place-of-code.ts";
import { isOpen } from "./shown-connector.ts";
import { tables } from "./tables.ts";

type Start = RestRequest<typeof startAdHocSession>;

const keyArn = environment("CREDENTIAL_KEY_ARN");

/**
 * Stores the wish to charge. Steps: open code and intent; check the page's signature; count it against the limits; check
 * that one can charge there; store attempt, sealed token and what is personal, all or nothing. The stream tells the rest.
 */
export async function start(request: Start): Promise<{ attemptId: string; handle: string }> {
  const { body, receivedAt: now, requestId } = request;
  const text = await codeText(body.code);
  const intent = await codes.openIntent(body.intent);
  refuseOverIntent(intent, text, now);
  const tokenHash = body.recaptchaToken === undefined ? undefined : sha256(body.recaptchaToken);
  const words = startWords(body.intent, tokenHash ?? sha256(""));
  if (!isSignedByPage(body.publicKey, words, body.signature)) {
    throw new DomainError("adhoc.proof-invalid", "The page's key did not sign this.");
  }
  const attemptId = attemptIdOf(intent);
  return asGuest(text.operatorId, { attemptId, requestId }, async (context) => {
    const place = await placeOfCode(text, now);
    await countAgainstLimits(request, place, now);
    refuseClosed(place);
    const { tariff } = place;
    if (!tariff) throw new DomainError("adhoc.closed", "There is no price for this place.");
    refuseWithout(request, place);
    const made = await newAttempt(place, tariff, { ...body, attemptId, tokenHash, now });
    return store(made, request, context);
  });
}

async function store(
  { attempt, handle }: Awaited<ReturnType<typeof newAttempt>>,
  { body }: Start,
  context: DriverContext,
): Promise<{ attemptId: string; handle: string }> {
  const { operatorId, attemptId, tokenHash } = attempt;
  const { recaptchaToken: token, plate, receiptEmail } = body;
  const guest = {
    ...(plate !== undefined && { plate }),
    ...(receiptEmail !== undefined && { receiptEmail }),
  };
  const seals = { sealer: sealerOf(context), actor: context };
  const writes = [
    putAttempt(tables.chargingTable, { after: attempt }, context),
    ...(await putGuest(tables.peopleTable, attempt, guest, seals)),
  ];
  if (token !== undefined && tokenHash !== undefined) {
    const purpose = { purpose: "adhoc-token", itemId: tokenHash } as const;
    const sealed = await secretSealer(context, keyArn)(token, purpose);
    writes.push(takeToken(tables.chargingTable, { ...attempt, tokenHash }, sealed));
  }
  const refused = await transact(writes);
  if (!refused) return { attemptId, handle };
  // The same page asks again: a double click, a second tab, an answer that was lost.
  const known = await findAttempt(tables.chargingTable, operatorId, attemptId);
  if (known?.clientKeyThumbprint === attempt.clientKeyThumbprint) return { attemptId, handle };
  throw known
    ? new DomainError("adhoc.proof-invalid", "Another page began with this.")
    : new DomainError("adhoc.token-used", "This check was used before.");
}

async function countAgainstLimits(
  { body, sourceAddress }: Start,
  { operator, charger }: DriverPlace,
  now: string,
): Promise<void> {
  const { operatorId } = operator;
  const day = now.slice(0, "2026-01-01".length);
  const source = await opaqueTexts.digest(
    "source",
    JSON.stringify([day, operatorId, sourceAddress]),
  );
  const limited = [
    { kind: "source", value: source },
    { kind: "device", value: body.publicKey.x },
    { kind: "charger", value: charger.chargerId },
  ] as const;
  await countAttempt(tables.chargingTable, operatorId, limited, now);
}

function refuseClosed(place: DriverPlace): void {
  if (!isOpen(place)) {
    throw new DomainError("adhoc.closed", "Nobody charges without an account here.");
  }
  if (connectorStatus(place.charger, place.code, place.hasSession) === "free") return;
  throw new DomainError("adhoc.connector-unavailable", "Nobody can charge here now.");
}

function refuseWithout({ body }: Start, { settings }: DriverPlace): void {
  if (settings.gateEnabled && body.recaptchaToken === undefined) {
    throw new DomainError("adhoc.token-missing", "The check of the browser is missing.");
  }
  if (settings.plateDemanded && body.plate === undefined) {
    throw invalid({ in: "body", pointer: "/plate", detail: "The invoice needs it" });
  }
}
