import type { ChargerControl } from "./dialect.ts";
import { objectIn, type Payload, textIn } from "./payload.ts";

/** The variables that a new 2.0.1 charging station has, as `Component.Variable`. */
export const V201_SETTINGS = {
  "AlignedDataCtrlr.Interval": { value: "900", isReadOnly: false },
  "AuthCtrlr.AuthorizeRemoteStart": { value: "false", isReadOnly: false },
  "ChargingStation.Available": { value: "true", isReadOnly: true },
  "OCPPCommCtrlr.HeartbeatInterval": { value: "300", isReadOnly: false },
  "SampledDataCtrlr.TxUpdatedInterval": { value: "60", isReadOnly: false },
  "SecurityCtrlr.SecurityProfile": { value: "1", isReadOnly: true },
} as const;

type Settings = ChargerControl["settings"];

function addressOf(request: object): { component: object; variable: object; name: string } {
  const component = objectIn(request, "component");
  const variable = objectIn(request, "variable");
  return { component, variable, name: `${textIn(component, "name")}.${textIn(variable, "name")}` };
}

function missing(settings: Settings, request: object): string {
  const component = textIn(objectIn(request, "component"), "name");
  const isKnown = [...settings.keys()].some((name) => name.startsWith(`${component}.`));
  return isKnown ? "UnknownVariable" : "UnknownComponent";
}

function isOtherAttribute(request: object): boolean {
  return !["", "Actual"].includes(textIn(request, "attributeType"));
}

export function getVariable(settings: Settings, request: object): Payload {
  const { component, variable, name } = addressOf(request);
  const setting = settings.get(name);
  if (setting === undefined) {
    return { attributeStatus: missing(settings, request), component, variable };
  }
  if (isOtherAttribute(request)) {
    return { attributeStatus: "NotSupportedAttributeType", component, variable };
  }
  return { attributeStatus: "Accepted", attributeValue: setting.value, component, variable };
}

export function setVariable(settings: Settings, request: object): Payload {
  const { component, variable, name } = addressOf(request);
  const setting = settings.get(name);
  if (setting === undefined) {
    return { attributeStatus: missing(settings, request), component, variable };
  }
  if (isOtherAttribute(request)) {
    return { attributeStatus: "NotSupportedAttributeType", component, variable };
  }
  if (setting.isReadOnly) return { attributeStatus: "Rejected", component, variable };
  settings.set(name, { ...setting, value: textIn(request, "attributeValue") });
  return { attributeStatus: "Accepted", component, variable };
}

/** What NotifyReport tells of each variable. */
export function reportOf(settings: Settings): readonly Payload[] {
  return [...settings].map(([name, { value, isReadOnly }]) => {
    const [component = "", variable = ""] = name.split(".");
    return {
      component: { name: component },
      variable: { name: variable },
      variableAttribute: [
        { type: "Actual", value, mutability: isReadOnly ? "ReadOnly" : "ReadWrite" },
      ],
    };
  });
}
