import { accessTokenVerifier } from "#adapters/cognito/access-token-verifier.ts";
import { driverVisitor } from "#adapters/dynamodb/driver-visitor.ts";
import { rememberedWriteStore } from "#adapters/dynamodb/remembered-write-store.ts";
import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import { operatorSessions } from "#adapters/sts/operator-sessions.ts";
import { environment } from "./environment.ts";
import { noteRefusalOnceAnHour } from "./note-refusal.ts";
import type { RestGate } from "./rest-gate.ts";

const directoryTable = environment("DIRECTORY_TABLE");
const peopleTable = environment("PEOPLE_TABLE");
const signals = signalStore(environment("SECURITY_TABLE"));
const actFor = operatorSessions(environment("TENANT_ROLE_ARN"));

/** The gate of the drivers: another sign-in than the staff's, so that no token of one counts as one of the other. */
export const driverGate: RestGate = {
  verifyAccessToken: accessTokenVerifier({
    people: { issuer: environment("DRIVER_ISSUER"), clientId: environment("DRIVER_CLIENT_ID") },
  }),
  findVisitor: driverVisitor({ directoryTable, peopleTable }),
  rememberedWrites: rememberedWriteStore(directoryTable),
  actFor,
  noteUse: async () => {},
  noteSignIn: async () => {},
  noteAccess: async () => {},
  noteRefusal: noteRefusalOnceAnHour((signal) =>
    actFor(signal.operatorId, () => signals.recordSignal(signal)),
  ),
};
