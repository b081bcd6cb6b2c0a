import { accessTokenVerifier } from "#adapters/cognito/access-token-verifier.ts";
import { accessRecordStore } from "#adapters/dynamodb/access-record-store.ts";
import { recordUse } from "#adapters/dynamodb/place-use.ts";
import { rememberedWriteStore } from "#adapters/dynamodb/remembered-write-store.ts";
import { signInStore } from "#adapters/dynamodb/sign-in-store.ts";
import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import { standingStore } from "#adapters/dynamodb/standing-store.ts";
import { operatorSessions } from "#adapters/sts/operator-sessions.ts";
import { noteAccessFromAbove } from "./access-reason.ts";
import { environment } from "./environment.ts";
import { noteRefusalOnceAnHour } from "./note-refusal.ts";
import { noteSignInOnceAnHour } from "./note-sign-in.ts";
import { noteUseOnceADay } from "./note-use.ts";
import type { RestGate } from "./rest-gate.ts";

const directoryTable = environment("DIRECTORY_TABLE");
const securityTable = environment("SECURITY_TABLE");
const signals = signalStore(securityTable);
const actFor = operatorSessions(environment("TENANT_ROLE_ARN"));

/** The gate of the operators' staff and programs, made once in each execution environment. */
export const staffGate: RestGate = {
  verifyAccessToken: accessTokenVerifier({
    people: { issuer: environment("STAFF_ISSUER"), clientId: environment("STAFF_CLIENT_ID") },
    programs: { issuer: environment("API_CLIENT_ISSUER") },
  }),
  findVisitor: standingStore(directoryTable),
  rememberedWrites: rememberedWriteStore(directoryTable),
  actFor,
  noteUse: noteUseOnceADay((place, now) =>
    actFor(place.scope, () => recordUse(directoryTable, place, now)),
  ),
  noteSignIn: noteSignInOnceAnHour((scope, seen) =>
    actFor(scope, () => signInStore(directoryTable, scope, seen.subject).see(seen)),
  ),
  noteAccess: noteAccessFromAbove((context, access) =>
    accessRecordStore(context, securityTable).record(access),
  ),
  noteRefusal: noteRefusalOnceAnHour((signal) =>
    actFor(signal.operatorId, () => signals.recordSignal(signal)),
  ),
};
