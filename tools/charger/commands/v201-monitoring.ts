import type { ChargerControl, Commands } from "../dialect.ts";
import type { OcppConnection } from "../ocpp-connection.ts";
import { listIn, numberIn, objectIn, type Payload, textIn } from "../payload.ts";
import { getVariable } from "../v201-variables.ts";

interface Monitor {
  readonly id: number;
  readonly component: object;
  readonly variable: object;
  readonly monitor: Payload;
}

const ACCEPTED = { status: "Accepted" } as const;

/** Monitors of variables (2.0.1 block N). They watch nothing: no event is ever sent. */
export function v201Monitoring(charger: ChargerControl, connection: OcppConnection): Commands {
  const monitors = new Map<number, Monitor>();
  let lastId = 0;

  function set(asked: object): Payload {
    const component = objectIn(asked, "component");
    const variable = objectIn(asked, "variable");
    const [type, severity] = [textIn(asked, "type"), numberIn(asked, "severity") ?? 0];
    const told = { component, variable, type, severity };
    const status = String(getVariable(charger.settings, asked)["attributeStatus"]);
    if (status !== "Accepted") return { ...told, status };
    const id = numberIn(asked, "id") ?? ++lastId;
    const transaction = Reflect.get(asked, "transaction") === true;
    const value = numberIn(asked, "value") ?? 0;
    const monitor = { id, transaction, value, type, severity };
    monitors.set(id, { id, component, variable, monitor });
    return { ...told, id, status };
  }

  async function report(requestId: number): Promise<void> {
    await connection.call("NotifyMonitoringReport", {
      requestId,
      seqNo: 0,
      tbc: false,
      generatedAt: new Date().toISOString(),
      monitor: [...monitors.values()].map(({ component, variable, monitor }) => ({
        component,
        variable,
        variableMonitoring: [monitor],
      })),
    });
  }

  return {
    SetMonitoringBase: () => ACCEPTED,
    SetMonitoringLevel: () => ACCEPTED,
    SetVariableMonitoring: (payload) => ({
      setMonitoringResult: (listIn(payload, "setMonitoringData") as readonly object[]).map(set),
    }),
    ClearVariableMonitoring: (payload) => ({
      clearMonitoringResult: listIn(payload, "id").map((id) => ({
        id,
        status: monitors.delete(Number(id)) ? "Accepted" : "NotFound",
      })),
    }),
    GetMonitoringReport: (payload) => {
      if (monitors.size === 0) return { status: "EmptyResultSet" };
      charger.afterwards(() => report(numberIn(payload, "requestId") ?? 0));
      return ACCEPTED;
    },
  };
}
