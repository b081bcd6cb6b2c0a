import type { ChargerControl, Commands } from "../dialect.ts";
import type { OcppConnection } from "../ocpp-connection.ts";
import { numberIn, objectIn, type Payload, textIn } from "../payload.ts";

const ACCEPTED = { status: "Accepted" } as const;
const FETCHABLE = /^(https?|s?ftp|ftps):\/\//;
const UPDATE = ["Downloading", "Downloaded", "Installing", "Installed"];
const UPLOAD = ["Uploading", "Uploaded"];

/** Firmware and uploads: nothing is fetched and nothing sent, the messages are as if it were (1.6 §5.9, 5.19; 2.0.1 blocks L, N). */
export function firmwareCommands(
  charger: ChargerControl,
  connection: OcppConnection,
  version: "v16" | "v201",
): Commands {
  /** Tells one step after the other; a place that nobody can reach ends it at once. */
  function tell(action: string, steps: readonly string[], location: string, more: Payload): void {
    const told = FETCHABLE.test(location) ? steps : [steps[0] ?? "", failureOf(action)];
    charger.afterwards(async () => {
      for (const status of told) {
        const place = status === "Published" ? { location: [location] } : {};
        await connection.call(action, { status, ...more, ...place });
      }
    });
  }
  const requestOf = (payload: Payload) => ({ requestId: numberIn(payload, "requestId") ?? 0 });
  const firmwareAt = (payload: Payload) => textIn(objectIn(payload, "firmware"), "location");
  const logAt = (payload: Payload) => textIn(objectIn(payload, "log"), "remoteLocation");

  const log: Commands = {
    GetLog: (payload) => {
      tell("LogStatusNotification", UPLOAD, logAt(payload), requestOf(payload));
      return { ...ACCEPTED, filename: `${textIn(payload, "logType")}.txt` };
    },
  };
  if (version === "v16") {
    return {
      ...log,
      GetDiagnostics: (payload) => {
        tell("DiagnosticsStatusNotification", UPLOAD, textIn(payload, "location"), {});
        return { fileName: "diagnostics.zip" };
      },
      UpdateFirmware: (payload) => {
        tell("FirmwareStatusNotification", UPDATE, textIn(payload, "location"), {});
        return {};
      },
      SignedUpdateFirmware: (payload) => {
        const location = firmwareAt(payload);
        tell("SignedFirmwareStatusNotification", UPDATE, location, requestOf(payload));
        return ACCEPTED;
      },
    };
  }
  return {
    ...log,
    ...publication(tell),
    UpdateFirmware: (payload) => {
      tell("FirmwareStatusNotification", UPDATE, firmwareAt(payload), requestOf(payload));
      return ACCEPTED;
    },
  };
}

type Tell = (action: string, steps: readonly string[], location: string, more: Payload) => void;

/** Firmware for the neighbours of a local controller. */
function publication(tell: Tell): Commands {
  const published = new Set<string>();
  return {
    PublishFirmware: (payload) => {
      published.add(textIn(payload, "checksum"));
      const steps = ["Downloading", "Downloaded", "ChecksumVerified", "Published"];
      const requestId = numberIn(payload, "requestId") ?? 0;
      tell("PublishFirmwareStatusNotification", steps, textIn(payload, "location"), { requestId });
      return ACCEPTED;
    },
    UnpublishFirmware: (payload) => ({
      status: published.delete(textIn(payload, "checksum")) ? "Unpublished" : "NoFirmware",
    }),
  };
}

function failureOf(action: string): string {
  if (action === "DiagnosticsStatusNotification") return "UploadFailed";
  return action === "LogStatusNotification" ? "UploadFailure" : "DownloadFailed";
}
