import type { OcppVersion } from "./charger.ts";
import type { NetworkProfile, ProfileChange, ProfileStep } from "./credential-change.ts";

/** What has to be sent to a charger for a step of a change. */
export interface StepCommand {
  readonly action: "ChangeConfiguration" | "Reset" | "SetNetworkProfile" | "SetVariables";
  readonly payload: Readonly<Record<string, unknown>>;
}

/** How long a charger waits for an answer of ours, in seconds, once it uses the new network profile. */
const MESSAGE_TIMEOUT_SECONDS = 30;

/** Gives a charger a new password (A01): hex digits in 1.6, text in 2.0.1. */
export function passwordCommand(version: OcppVersion, password: string): StepCommand {
  if (version === "ocpp1.6") {
    return {
      action: "ChangeConfiguration",
      payload: { key: "AuthorizationKey", value: password },
    };
  }
  return setVariable("SecurityCtrlr", "BasicAuthPassword", password);
}

/** The first step of a change of profile (A05). */
export function firstStep(version: OcppVersion): ProfileStep {
  return version === "ocpp1.6" ? "security-profile" : "network-profile";
}

/** The step behind one that the charger took on; undefined where it has to come back now. */
export function nextStep(step: ProfileStep): ProfileStep | undefined {
  if (step === "network-profile") return "priority";
  return step === "priority" ? "reset" : undefined;
}

/** The message of a step. Throws where a step of 2.0.1 has no network to speak of. */
export function stepCommand({
  step,
  toProfile,
  network,
}: Pick<ProfileChange, "step" | "toProfile" | "network">): StepCommand {
  if (step === "security-profile") {
    return {
      action: "ChangeConfiguration",
      payload: { key: "SecurityProfile", value: String(toProfile) },
    };
  }
  if (step === "reset") return { action: "Reset", payload: { type: "OnIdle" } };
  if (!network) throw new Error("a change of profile in 2.0.1 needs a network");
  if (step === "priority") {
    return setVariable("OCPPCommCtrlr", "NetworkConfigurationPriority", priorityOf(network));
  }
  return {
    action: "SetNetworkProfile",
    payload: {
      configurationSlot: network.configurationSlot,
      connectionData: {
        ocppVersion: "OCPP20",
        ocppTransport: "JSON",
        ocppCsmsUrl: network.url,
        messageTimeout: MESSAGE_TIMEOUT_SECONDS,
        securityProfile: toProfile,
        ocppInterface: network.networkInterface,
      },
    },
  };
}

function priorityOf({ configurationSlot, fallbackSlot }: NetworkProfile): string {
  return [configurationSlot, fallbackSlot].filter((slot) => slot !== undefined).join(",");
}

function setVariable(component: string, variable: string, attributeValue: string): StepCommand {
  return {
    action: "SetVariables",
    payload: {
      setVariableData: [
        { attributeValue, component: { name: component }, variable: { name: variable } },
      ],
    },
  };
}
