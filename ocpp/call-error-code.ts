import type { OcppVersion } from "./actions.ts";

/** The ways to refuse a call, in words that belong to no version. */
export type CallErrorKind =
  | "format"
  | "framework"
  | "generic"
  | "internal"
  | "message-type"
  | "not-implemented"
  | "not-supported"
  | "occurrence"
  | "property"
  | "protocol"
  | "security"
  | "type";

/** How each version spells them: 1.6 has two slips of the pen for good, and lacks two codes. */
const CODES = {
  "ocpp1.6": {
    format: "FormationViolation",
    framework: "FormationViolation",
    generic: "GenericError",
    internal: "InternalError",
    "message-type": "ProtocolError",
    "not-implemented": "NotImplemented",
    "not-supported": "NotSupported",
    occurrence: "OccurenceConstraintViolation",
    property: "PropertyConstraintViolation",
    protocol: "ProtocolError",
    security: "SecurityError",
    type: "TypeConstraintViolation",
  },
  "ocpp2.0.1": {
    format: "FormatViolation",
    framework: "RpcFrameworkError",
    generic: "GenericError",
    internal: "InternalError",
    "message-type": "MessageTypeNotSupported",
    "not-implemented": "NotImplemented",
    "not-supported": "NotSupported",
    occurrence: "OccurrenceConstraintViolation",
    property: "PropertyConstraintViolation",
    protocol: "ProtocolError",
    security: "SecurityError",
    type: "TypeConstraintViolation",
  },
} as const satisfies Record<OcppVersion, Record<CallErrorKind, string>>;

export type CallErrorCode = (typeof CODES)[OcppVersion][CallErrorKind];

/** The error code as that version spells it (1.6J §4.2.3, 2.0.1 part 4 §4.3). */
export function callErrorCode(version: OcppVersion, kind: CallErrorKind): CallErrorCode {
  return CODES[version][kind];
}
