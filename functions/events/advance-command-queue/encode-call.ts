import type { EncodeCall } from "#domain/commands/send-command.ts";
import { csmsCodec } from "#ocpp/csms-codecs.ts";
import { encodeCommand } from "#ocpp/encode-command.ts";

/**
 * The CALL of a command. It is checked again here: between its creation and now the charger may have come back with
 * another OCPP version.
 */
export const encodeCall: EncodeCall = ({ commandId, action, payload }, version) => {
  const checked = csmsCodec(version, action)?.validateRequest(payload);
  return checked?.ok ? encodeCommand(version, commandId, action, checked.value) : undefined;
};
