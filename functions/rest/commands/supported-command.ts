import { DomainError } from "#domain/errors.ts";
import type { OcppVersion } from "#domain/fleet/charger.ts";
import { CSMS_ACTIONS, type CsmsAction, OCPP_VERSIONS } from "#ocpp/actions.ts";
import { csmsCodec } from "#ocpp/csms-codecs.ts";
import { meaningOf } from "#ocpp/schema-keyword.ts";
import type { SchemaError } from "#ocpp/validate.ts";

/**
 * The action that a command asks for, its payload checked by OCPP's own schema. `version` is what the charger speaks;
 * where that is not known, the payload must fit one of the versions that have the action.
 * Throws `command.action-not-supported` and `command.payload-invalid`.
 */
export function supportedCommand(
  name: string,
  payload: Readonly<Record<string, unknown>>,
  version: OcppVersion | undefined,
): CsmsAction {
  const action = (CSMS_ACTIONS as readonly CsmsAction[]).find((known) => known.action === name);
  const versions = version === undefined ? OCPP_VERSIONS : [version];
  const supporting = versions.filter((candidate) => action?.versions.includes(candidate));
  if (!action || supporting.length === 0) {
    throw new DomainError("command.action-not-supported", notSupported(version));
  }

  const faults: SchemaError[] = [];
  for (const candidate of supporting) {
    const checked = csmsCodec(candidate, name)?.validateRequest(payload);
    if (checked?.ok) return action;
    if (checked && faults.length === 0) faults.push(...checked.errors);
  }
  throw new DomainError("command.payload-invalid", `The payload is no ${name} of OCPP.`, {
    errors: faults.map((fault) => ({
      in: "body",
      pointer: `/payload${pointerOf(fault)}`,
      detail: meaningOf(fault.keyword).describe(fault.params),
    })),
  });
}

function notSupported(version: OcppVersion | undefined): string {
  return version === undefined
    ? "No version of OCPP that is spoken here has this action."
    : `A charger that speaks ${version} has no such action.`;
}

/** The place of a fault; of a field that is missing or has no business there, the field's own. */
function pointerOf({ instancePath, params }: SchemaError): string {
  const field = params["missingProperty"] ?? params["additionalProperty"];
  if (typeof field !== "string") return instancePath;
  return `${instancePath}/${field.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
