import type { OcppVersion } from "./actions.ts";
import { CSMS_RESPONSES } from "./generated/csms-responses.js";
import type { AnyValidator } from "./validate.ts";

/** The validator of the answer to a message that we send, or undefined where the version has no such action. */
export function csmsResponse(version: OcppVersion, action: string): AnyValidator | undefined {
  const responses = CSMS_RESPONSES[version];
  return Object.hasOwn(responses, action) ? responses[action] : undefined;
}
