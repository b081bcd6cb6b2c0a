import type { OcppVersion } from "#domain/fleet/charger.ts";

const PREFIX = "alive-";
const VARIABLE = {
  component: { name: "OCPPCommCtrlr" },
  variable: { name: "HeartbeatInterval" },
} as const;

/** The CALL that asks a charger for a sign of life: one that changes nothing and that every charger has to understand. */
export function lifeProbe(connectionId: string, version: OcppVersion): string {
  const messageId = `${PREFIX}${connectionId}`.slice(0, 36);
  return version === "ocpp1.6"
    ? JSON.stringify([2, messageId, "GetConfiguration", { key: ["HeartbeatInterval"] }])
    : JSON.stringify([2, messageId, "GetVariables", { getVariableData: [VARIABLE] }]);
}

/** Whether an answer is the sign of life that its socket was asked for, whatever it says. */
export function isLifeSign(messageId: unknown, connectionId: string): boolean {
  return messageId === `${PREFIX}${connectionId}`.slice(0, 36);
}
