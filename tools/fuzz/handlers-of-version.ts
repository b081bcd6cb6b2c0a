import { CHARGER_ACTIONS, type OcppVersion } from "#ocpp/actions.ts";
import type { MessageSchema } from "#ocpp/message-schema.ts";
import type { AnyActionCodec } from "#ocpp/validate.ts";

export type Handler = (
  event: object,
  context: object,
) => Promise<{ readonly statusCode: number; readonly body?: string }>;

/** An action with its function and the schema of its requests. */
export interface FuzzTarget {
  readonly action: string;
  readonly transactional: boolean;
  readonly handler: Handler;
  readonly schema: MessageSchema;
}

const FOLDERS = { "ocpp1.6": "v16", "ocpp2.0.1": "v201" } as const;

/** Every action that a charger of the version may send. */
export async function targetsOf(version: OcppVersion): Promise<readonly FuzzTarget[]> {
  const listed = CHARGER_ACTIONS.filter(({ versions }) =>
    (versions as readonly OcppVersion[]).includes(version),
  );
  return Promise.all(
    listed.map(async (row) => {
      const codec: AnyActionCodec = await import(
        `../../ocpp/generated/${FOLDERS[version]}/${row.folder}.js`
      );
      const { schema } = codec.validateRequest;
      if (schema === undefined) throw new Error(`${row.action} has no schema`);
      const transactional = "transactional" in row;
      return { action: row.action, transactional, handler: await handlerOf(row.folder), schema };
    }),
  );
}

/** The function of a folder below `functions/ocpp/`. */
export async function handlerOf(folder: string): Promise<Handler> {
  const loaded: { readonly handler: Handler } = await import(
    `../../functions/ocpp/${folder}/handler.ts`
  );
  return loaded.handler;
}
