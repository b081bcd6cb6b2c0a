import { readFile } from "node:fs/promises";
import { CHARGER_ACTIONS, CSMS_ACTIONS, OCPP_VERSIONS, type OcppVersion } from "#ocpp/actions.ts";
import type { JsonSchema } from "./json-schema.ts";
import { SCHEMA_FILES } from "./stamp.ts";

/** One action of one version: what a module of `ocpp/generated/` is made from. */
export interface Target {
  readonly version: OcppVersion;
  readonly action: string;
  readonly folder: "v16" | "v201";
  /** The module's name without its ending. */
  readonly file: string;
  readonly request: JsonSchema;
  readonly response: JsonSchema;
  /** A charger may send it; a fault in it costs as little work as can be. */
  readonly fromCharger: boolean;
  /** We may send it; whoever wrote it in REST wants to hear of every fault at once. */
  readonly fromCsms: boolean;
}

const FOLDERS = { "ocpp1.6": "v16", "ocpp2.0.1": "v201" } as const satisfies Record<
  OcppVersion,
  string
>;

interface ListedAction {
  readonly action: string;
  readonly versions: readonly OcppVersion[];
}

/** Every action of both lists of `ocpp/actions.ts`, in each of its versions, with its official schemas. */
export async function readTargets(): Promise<readonly Target[]> {
  const lists = await Promise.all(OCPP_VERSIONS.map(targetsOf));
  return lists.flat();
}

async function targetsOf(version: OcppVersion): Promise<readonly Target[]> {
  const schemas = JSON.parse(await readFile(SCHEMA_FILES[version], "utf8")) as JsonSchema[];
  const schemaOf = (action: string, kind: "req" | "conf"): JsonSchema => {
    const schema = schemas.find(({ $id }) => $id === `urn:${action}.${kind}`);
    if (schema === undefined) throw new Error(`${version} has no schema for ${action}.${kind}.`);
    return schema;
  };
  const inVersion = (list: readonly ListedAction[]) =>
    list.filter(({ versions }) => versions.includes(version));
  const charger = inVersion(CHARGER_ACTIONS);
  const csms = inVersion(CSMS_ACTIONS);
  const actions = new Set([...charger, ...csms].map(({ action }) => action));
  return [...actions].sort().map((action) => ({
    version,
    action,
    folder: FOLDERS[version],
    file: kebabCase(action),
    request: schemaOf(action, "req"),
    response: schemaOf(action, "conf"),
    fromCharger: charger.some((listed) => listed.action === action),
    fromCsms: csms.some((listed) => listed.action === action),
  }));
}

/** `Get15118EVCertificate` is `get-15118-ev-certificate`, as its function's folder is called. */
function kebabCase(action: string): string {
  const wordBegins = /(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;
  return action.replace(wordBegins, "-").toLowerCase();
}
