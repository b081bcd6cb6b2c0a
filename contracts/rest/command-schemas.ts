import { CSMS_ACTIONS, type OcppVersion } from "#ocpp/actions.ts";
import { CSMS_SCHEMAS } from "#ocpp/generated/csms-schemas.js";

type Schema = Readonly<Record<string, unknown>>;
type Schemas = Readonly<Record<string, Schema>>;

const PREFIXES = { "ocpp1.6": "Ocpp16", "ocpp2.0.1": "Ocpp201" } as const satisfies Record<
  OcppVersion,
  string
>;

const refer = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const payloadName = (version: OcppVersion, action: string) => `${PREFIXES[version]}${action}`;
const commandName = (action: string) => `${action}Command`;

/**
 * The schemas of an OpenAPI document with a body of its own for each command: the action's name with the payload of
 * each OCPP version that has it, by the official schemas. `NewCommand` is any of them.
 */
export function withCommandSchemas(schemas: Schemas): Schemas {
  const { NewCommand } = schemas;
  if (!NewCommand) throw new Error("the document has no NewCommand");
  return {
    ...schemas,
    NewCommand: {
      ...NewCommand,
      anyOf: CSMS_ACTIONS.map(({ action }) => refer(commandName(action))),
    },
    ...Object.fromEntries(CSMS_ACTIONS.flatMap(schemasOf)),
  };
}

function schemasOf({
  action,
  versions,
}: (typeof CSMS_ACTIONS)[number]): readonly (readonly [string, Schema])[] {
  const payloads = versions.map((version: OcppVersion) => {
    const schema = CSMS_SCHEMAS[version][action];
    if (!schema) throw new Error(`${version} has no schema for ${action}`);
    return { name: payloadName(version, action), schema };
  });
  const refs = payloads.map(({ name }) => refer(name));
  const needsPayload = payloads.every(({ schema }) => (schema.required ?? []).length > 0);
  const command = {
    type: "object",
    properties: {
      action: { type: "string", const: action },
      payload: refs.length === 1 ? refs[0] : { anyOf: refs },
    },
    required: ["action", ...(needsPayload ? ["payload"] : [])],
  };
  return [
    [commandName(action), command],
    ...payloads.map(({ name, schema }) => [name, { ...schema }] as const),
  ];
}
