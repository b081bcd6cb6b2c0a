import type { OcppVersion } from "./actions.ts";
import { CSMS_CODECS } from "./generated/csms-codecs.js";
import type { AnyActionCodec } from "./validate.ts";

/**
 * The validators of a message that we send, or undefined where the version has no such action. REST checks the
 * request with it; who only reads answers takes csms-responses.ts.
 */
export function csmsCodec(version: OcppVersion, action: string): AnyActionCodec | undefined {
  const codecs = CSMS_CODECS[version];
  return Object.hasOwn(codecs, action) ? codecs[action] : undefined;
}
