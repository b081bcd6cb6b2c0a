import { keys } from "#adapters/dynamodb/keys.ts";
import { anApiClient } from "./api-clients.ts";
import { aCharger, anOperator } from "./fleet.ts";
import { aMember } from "./members.ts";

type Put = (table: string, item: object) => Promise<void>;

const STARTED_AT = "2026-03-01T10:00:00.000Z";

/** An operator with a charger, a session with a reading, a token, a member and a program. */
export async function furnishOperator(operatorId: string, put: Put): Promise<void> {
  const sessionId = "abcdefghijklmnopqrstuvwxyz";
  const session = {
    operatorId,
    sessionId,
    chargerId: "CP-1",
    startedAt: STARTED_AT,
    state: "ended",
    transactionId: 77,
  } as const;
  const items: readonly (readonly [string, object])[] = [
    [
      "Directory",
      {
        ...keys.operator(operatorId),
        ...keys.operatorIndex(operatorId),
        ...anOperator({ operatorId }),
      },
    ],
    [
      "Directory",
      {
        ...keys.membership(operatorId, "ann"),
        ...aMember({ scope: operatorId, subject: "ann", role: "operator-admin" }),
      },
    ],
    [
      "Directory",
      {
        ...keys.apiClient(operatorId, `robot-of-${operatorId}`),
        ...anApiClient({ operatorId, clientId: `robot-of-${operatorId}` }),
      },
    ],
    ["Fleet", { ...keys.site(operatorId, "site-1"), operatorId, siteId: "site-1" }],
    [
      "Fleet",
      {
        ...keys.charger(operatorId, "CP-1"),
        ...keys.chargerIndex(operatorId, "CP-1"),
        ...aCharger({
          operatorId,
          connection: {
            connectionId: `socket-of-${operatorId}`,
            version: "ocpp1.6",
            connectedAt: STARTED_AT,
            sourceIp: "192.0.2.1",
          },
        }),
      },
    ],
    [
      "Fleet",
      {
        ...keys.variable(operatorId, "CP-1", "Configuration", "HeartbeatInterval"),
        attributes: [],
      },
    ],
    ["Charging", { ...keys.token(operatorId, "TAG-1"), operatorId, tokenRef: "TAG-1" }],
    [
      "Charging",
      { ...keys.session(operatorId, sessionId), ...keys.sessionIndexes(session), ...session },
    ],
    ["Charging", { ...keys.sessionReading(operatorId, sessionId, STARTED_AT, "d"), readings: [] }],
    ["Charging", { ...keys.transactionId(operatorId, 77), sessionId }],
    ["Charging", { ...keys.rememberedStart(operatorId, "CP-1", "d"), transactionId: 77 }],
    ["Vault", { ...keys.dataKey(operatorId, "somebody", "token"), operatorId }],
    ["Vault", { ...keys.erasedSubject(operatorId, "somebody-else"), operatorId }],
    [
      "Connections",
      { ...keys.connection(`socket-of-${operatorId}`), operatorId, chargerId: "CP-1" },
    ],
  ];
  for (const [table, item] of items) await put(table, item);
}
