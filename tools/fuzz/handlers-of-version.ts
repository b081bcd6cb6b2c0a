import { CHARGER_ACTIONS, type OcppVersion } from "#ocpp/actions.ts";
import type { MessageSchema } from "#ocpp/message-schema.ts";
import type { AnyActionCodec } from "#ocpp/validate.ts";

export type Handler = (
  event: object,
  context: object,
) => Promise<{ readonly statusCode: number; readonly body?: string }>;

/** What a charger may send for an action. */
export interface SchemaOfAction {
  readonly action: string;
  readonly folder: string;
  readonly transactional: boolean;
  readonly schema: MessageSchema;
}

/** An action with its function and the schema of its requests. */
export type FuzzTarget = SchemaOfAction & { readonly handler: Handler };

const FOLDERS = { "ocpp1.6": "v16", "ocpp2.0.1": "v201" } as const;

/** Every action that a charger of the version may send, with the schema of its requests. */
export async function schemasOf(version: OcppVersion): Promise<readonly SchemaOfAction[]> {
  const listed = CHARGER_ACTIONS.filter(({ versions }) =>
    (versions as readonly OcppVersion[]).includes(version),
  );
  return Promise.all(
    listed.map(async (row) => {
      const { action, folder } = row;
      const codec: AnyActionCodec = await import(
        `../../ocpp/generated/${FOLDERS[version]}/${folder}.js`
      );
      const { schema } = codec.validateRequest;
      if (schema === undefined) throw new Error(`${action} has no schema`);
      return { action, folder, transactional: "transactional" in row, schema };
    }),
  );
}

/** The same with the function of each. */
export async function targetsOf(version: OcppVersion): Promise<readonly FuzzTarget[]> {
  return Promise.all(
    (await schemasOf(version)).map(async (each) => ({
      ...each,
      handler: await handlerOf(each.folder),
    })),
  );
}

/** The function of a folder below `functions/ocpp/`. */
export async function handlerOf(folder: string): Promise<Handler> {
  const loaded: { readonly handler: Handler } = await import(
    `../../functions/ocpp/${folder}/handler.ts`
  );
  return loaded.handler;
}
