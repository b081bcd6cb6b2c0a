/**
 * Validation against the official schemas. A generated module is the codec of its action, so a handler imports it
 * whole and hands it on:
 *
 *     import * as v16 from "#ocpp/generated/v16/boot-notification.js";
 *     import * as v201 from "#ocpp/generated/v201/boot-notification.js";
 *     import type { BootNotificationRequest } from "#ocpp/generated/v16/boot-notification.js";
 *
 *     const checked = v16.validateRequest(payload);
 *     if (!checked.ok) return callErrorFromValidation("ocpp1.6", checked.errors);
 *     checked.value.chargePointVendor;
 *
 * Types of parts of a message are in `…/boot-notification-request.js` and `…-response.js` (types only).
 */

import type { MessageSchema } from "./message-schema.ts";

/** One broken rule; where and which, never the offending value. */
export interface SchemaError {
  /** JSON Pointer to the offending place; empty for the payload itself. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export type Validation<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly [SchemaError, ...SchemaError[]] };

export interface Validator<T> {
  (value: unknown): Validation<T>;
  /** By which faulty messages are mended; only those that chargers write have it. */
  readonly schema?: MessageSchema;
}

/** The pair of validators of one action in one version; every module of `ocpp/generated/v…/` is one. */
interface ActionCodec<Request, Response> {
  readonly validateRequest: Validator<Request>;
  readonly validateResponse: Validator<Response>;
}

/** A codec whose action is known only when it runs. */
export type AnyActionCodec = ActionCodec<
  Readonly<Record<string, unknown>>,
  Readonly<Record<string, unknown>>
>;

/** A validator of a message whose action is known only when it runs. */
export type AnyValidator = AnyActionCodec["validateResponse"];

/** What the schema compiler makes: it leaves its errors on itself. */
interface SchemaCheck {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

const UNKNOWN_ERROR: SchemaError = { instancePath: "", keyword: "unknown", params: {} };

/**
 * Turns a compiled schema into a validator; only generated modules call it.
 * @public
 */
export function validator<T>(check: SchemaCheck, schema?: MessageSchema): Validator<T> {
  const validate = (value: unknown): Validation<T> => {
    if (check(value)) return { ok: true, value: value as T };
    const [first = UNKNOWN_ERROR, ...others] = check.errors ?? [];
    return { ok: false, errors: [first, ...others] };
  };
  return schema === undefined ? validate : Object.assign(validate, { schema });
}
