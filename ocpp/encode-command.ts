import type { OcppVersion } from "./actions.ts";
import { encodeCall } from "./encode-frame.ts";
import { CSMS_KEY_ORDERS } from "./generated/csms-key-orders.js";
import { inKeyOrder } from "./key-order.ts";

/**
 * The text of a CALL of ours with its keys in the schema's order, which a payload loses in the database and which
 * some testers look for.
 */
export function encodeCommand(
  version: OcppVersion,
  messageId: string,
  action: string,
  payload: Readonly<Record<string, unknown>>,
): string {
  const orders = CSMS_KEY_ORDERS[version];
  const order = (Object.hasOwn(orders, action) && orders[action]) || {};
  return encodeCall(messageId, action, Object(inKeyOrder(payload, order)));
}
