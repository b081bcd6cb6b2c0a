import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { socketCloser } from "#adapters/api-gateway/close-socket.ts";
import { socketActivity } from "#adapters/api-gateway/socket-activity.ts";
import { connectionStore } from "#adapters/dynamodb/connection-store.ts";
import { currentConnection } from "#adapters/dynamodb/current-connection.ts";
import { handshakeReader } from "#adapters/dynamodb/handshake-reader.ts";
import { originSecret } from "#adapters/secrets/origin-secret.ts";
import { type AdmissionRefusal, admitCharger } from "#domain/fleet/admit-charger.ts";
import type { OcppVersion } from "#domain/fleet/charger.ts";
import { type ChargerIdentity, chargerIdentity } from "#domain/fleet/charger-identity.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";
import { admitUnknown } from "./admit-unknown.ts";
import { askForLife } from "./ask-for-life.ts";
import { closeReplaced, mayStillOpen, type Replaced } from "./close-replaced.ts";
import { type HandshakeEvent, headerOf } from "./handshake-event.ts";
import { handshakeOf } from "./handshake-of.ts";
import { noteContest } from "./note-contest.ts";
import { signalRefusal } from "./signal-refusal.ts";

const edge = originSecret(environment("ORIGIN_SECRET_ARN"));
const managementUrl = environment("OCPP_MANAGEMENT_URL");
const closeSocket = socketCloser(managementUrl);
const fleetTable = environment("FLEET_TABLE");
const connectionOf = currentConnection(fleetTable);
const ports = {
  ...handshakeReader({ directoryTable: environment("DIRECTORY_TABLE"), fleetTable }),
  open: connectionStore({ connectionsTable: environment("CONNECTIONS_TABLE"), fleetTable }).open,
  lastActiveAt: socketActivity(managementUrl),
  askForLife: askForLife(fleetTable, managementUrl),
};

const STATUS = {
  "certificate-wrong": 401,
  "charger-unknown": 404,
  "credentials-wrong": 401,
  "no-common-version": 400,
  overtaken: 503,
  contested: 503,
  "profile-too-low": 403,
} as const satisfies Record<AdmissionRefusal, number>;

interface HandshakeAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
}

async function admit(event: HandshakeEvent): Promise<HandshakeAnswer> {
  const { connectionId } = event.requestContext;
  try {
    if (!(await edge.matches(headerOf(event, "x-chargeward-origin"))))
      return refuse(403, { reason: "not-through-the-edge", connectionId });
    const { operator, charger } = event.queryStringParameters ?? {};
    const identity = chargerIdentity(operator, charger);
    if (!identity) return refuse(404, { reason: "identity-malformed", connectionId });

    const handshake = handshakeOf(event, identity);
    const judged = await admitCharger(handshake, ports);
    const isUnknown = !judged.admitted && judged.reason === "charger-unknown";
    const waiting = isUnknown ? await admitUnknown(handshake, closeSocket) : undefined;
    if (waiting?.admitted) return accept(waiting.binding.version);
    const admission = judged;
    const { sourceIp, receivedAt } = handshake;
    const newcomer = { ...identity, connectionId, sourceIp };
    if (!admission.admitted) {
      if (admission.reason === "contested")
        await noteContest(newcomer, admission.contest, receivedAt);
      const why = await signalRefusal({ ...identity, connectionId }, admission, receivedAt);
      return refuse(STATUS[admission.reason], { ...why, connectionId, ...identity });
    }

    const { version, epoch } = admission.binding;
    const { profile } = admission;
    logger.info("charger connected", { connectionId, ...identity, version, epoch, profile });
    const { replaced } = admission;
    if (replaced) {
      await noteContest(newcomer, replaced, receivedAt);
      await closeQuietly(replaced, identity);
      // Others come at the same moment: the last look is as late as it can be.
      if (mayStillOpen(replaced) && !(await isCurrent(identity, connectionId)))
        return refuse(STATUS.overtaken, { reason: "overtaken", connectionId, ...identity });
    }
    return accept(version);
  } catch (error) {
    logger.error("handshake failed", { connectionId, error });
    return { statusCode: 500 };
  }
}

function accept(version: OcppVersion): HandshakeAnswer {
  return { statusCode: 200, headers: { "Sec-WebSocket-Protocol": version } };
}

function refuse(statusCode: number, facts: Readonly<Record<string, string>>): HandshakeAnswer {
  logger.warn("handshake refused", { statusCode, ...facts });
  return { statusCode };
}

/** The old socket can change nothing any more, so it does no harm if it cannot be closed. */
async function closeQuietly(replaced: Replaced, identity: object): Promise<void> {
  try {
    await closeReplaced(replaced, closeSocket);
  } catch (error) {
    const { connectionId } = replaced.holder;
    logger.warn("replaced socket could not be closed", { connectionId, ...identity, error });
  }
}

async function isCurrent(identity: ChargerIdentity, connectionId: string): Promise<boolean> {
  return (await connectionOf(identity))?.connectionId === connectionId;
}

/** `$connect`: authenticates a charger and binds the socket to it. docs/ocpp.md has what each refusal is answered with. */
export const handler = middy(admit).use(
  // The event holds the password, whatever the environment asks to be logged.
  injectLambdaContext(logger, { resetKeys: true, logEvent: false }),
);
