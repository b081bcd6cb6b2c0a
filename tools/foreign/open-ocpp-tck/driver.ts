/** Lets open-ocpp-tck drive Chargeward by REST. It runs inside the suite, under its runtime: see docs/interoperability.md. */
import { randomInt } from "node:crypto";
import { fetchAccessToken } from "../../token/access-token.ts";
import { readLocalFile } from "../../token/local-platform.ts";
import { type ChargewardRest, chargewardRest } from "./chargeward-rest.ts";
import { type Payload, payload16, payload201 } from "./command-payload.ts";
import type { Driver, Environment } from "./contract.ts";
import { chargerIds } from "./fixtures.ts";
import { provision } from "./provision.ts";
import { chargewardRecords, transactionIdOf } from "./records.ts";

const OPERATOR_ID = "demo-a";
const ADMIN = "admin@demo-a.example";
const TOKEN_KEPT_MS = 300_000;
const MAX_RESERVATION_ID = 2 ** 31;

function setting(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set.`);
  return value;
}

/** Signs in as the operator's admin, and again before the token is over. */
function openRest(environment: Environment): ChargewardRest {
  const dataDir = setting(environment, "CHARGEWARD_DATA_DIR");
  const appUrl = setting(environment, "CHARGEWARD_URL");
  let token: Promise<string> | undefined;
  let takenAt = 0;
  const accessToken = (): Promise<string> => {
    if (token === undefined || Date.now() - takenAt > TOKEN_KEPT_MS) {
      takenAt = Date.now();
      token = readLocalFile(dataDir).then((local) => fetchAccessToken(local, appUrl, ADMIN));
    }
    return token;
  };
  return chargewardRest({ appUrl, operatorId: OPERATOR_ID, accessToken });
}

async function send(
  rest: ChargewardRest,
  chargerId: string,
  action: string,
  payload: Payload,
): Promise<string> {
  const command = await rest.post(`/chargers/${chargerId}/commands`, { action, payload });
  return JSON.stringify(command ?? {});
}

export const csmsDriver: Driver = {
  id: "chargeward",
  displayName: "Chargeward",
  envHelp: [
    "CHARGEWARD_URL               the platform, e.g. http://localhost:8080",
    "CHARGEWARD_DATA_DIR          its data dir, whose local.json says who may sign in",
    "CHARGEWARD_CHARGER_PASSWORD  what the chargers of this run authenticate with",
  ].join("\n"),
  capabilities: {
    operations16: new Set([
      "Reset",
      "UnlockConnector",
      "ClearCache",
      "ChangeAvailability",
      "GetConfiguration",
      "ChangeConfiguration",
      "RemoteStartTransaction",
      "RemoteStopTransaction",
      "TriggerMessage",
      "SetChargingProfile",
      "GetCompositeSchedule",
      "ClearChargingProfile",
      "UpdateFirmware",
      "GetDiagnostics",
      "GetLocalListVersion",
      "SendLocalList",
      "ReserveNow",
      "CancelReservation",
    ]),
    operations201: new Set(["Reset", "GetVariables", "SetVariables"]),
    reservations: true,
    chargingProfiles: true,
  },
  create: (environment) => {
    const rest = openRest(environment);
    const password = setting(environment, "CHARGEWARD_CHARGER_PASSWORD");
    const ocppUrl = setting(environment, "CHARGEWARD_URL").replace(/^http/, "ws");
    const numbers = {
      transactionIdOf: (sessionId: string) => transactionIdOf(rest, sessionId),
      newReservationId: () => randomInt(1, MAX_RESERVATION_ID),
    };
    return {
      operations16: {
        execute: async (chargerId, operation) =>
          send(rest, chargerId, operation.action, await payload16(operation, numbers)),
      },
      operations201: {
        execute: (chargerId, operation) =>
          send(rest, chargerId, operation.action, payload201(operation)),
      },
      records: chargewardRecords(rest),
      simTransport: async (chargerId) => ({
        wsUrl: `${ocppUrl}/ocpp/${OPERATOR_ID}`,
        appendCpIdToWsPath: true,
        basicAuthUser: chargerId,
        basicAuthPass: password,
        // The platform listens on the loopback alone, which a container has of its own unless it is the host's.
        network: "host",
      }),
    };
  },
  commands: {
    provision: async () => {
      await provision(openRest(process.env), {
        chargerIds: chargerIds(process.env["OCPP_CP_IDS"]),
        password: setting(process.env, "CHARGEWARD_CHARGER_PASSWORD"),
      });
      return 0;
    },
  },
};
