import "./environment.ts";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { startTables } from "./dynamodb.ts";
import { anOperator } from "./fleet.ts";
import { callRest, type RestAnswer, type RestCall } from "./rest-call.ts";
import { startStaffSignIn } from "./staff-sign-in.ts";

const RESOURCES = {
  operators: () => import("#functions/rest/operators/handler.ts"),
  sites: () => import("#functions/rest/sites/handler.ts"),
  chargers: () => import("#functions/rest/chargers/handler.ts"),
  tokens: () => import("#functions/rest/tokens/handler.ts"),
  tariffs: () => import("#functions/rest/tariffs/handler.ts"),
  sessions: () => import("#functions/rest/sessions/handler.ts"),
  commands: () => import("#functions/rest/commands/handler.ts"),
} as const;

type Resource = keyof typeof RESOURCES;

/** People of the world, by subject: the role of each in `demo-a`, or above all. */
const MEMBERS = [
  { scope: "platform", subject: "root", role: "system-admin" },
  { scope: "demo-a", subject: "admin", role: "operator-admin" },
  { scope: "demo-a", subject: "viewer", role: "operator-viewer" },
  { scope: "demo-b", subject: "neighbour", role: "operator-admin" },
] as const;

export type RestWorld = Awaited<ReturnType<typeof startRestWorld>>;

/** REST over a real database and real tokens: the operators demo-a and demo-b with their people, and nothing else. */
export async function startRestWorld() {
  const tables = await startTables();
  const signIn = await startStaffSignIn();
  Object.assign(process.env, { STAFF_ISSUER: signIn.issuer });
  const { dynamo } = await import("#adapters/dynamodb/client.ts");

  const put = async (table: string, item: object): Promise<void> => {
    await dynamo.send(new PutItemCommand({ TableName: table, Item: toItem(item) }));
  };
  for (const operatorId of ["demo-a", "demo-b"]) {
    const operator = anOperator({ operatorId });
    const index = keys.operatorIndex(operatorId);
    await put("Directory", { ...keys.operator(operatorId), ...index, ...operator });
  }
  for (const member of MEMBERS) {
    await put("Directory", { ...keys.membership(member.scope, member.subject), ...member });
  }

  return {
    put,
    signIn,
    /** Calls a route of demo-a, as its admin where nothing else is said. */
    async call(
      resource: Resource,
      call: Omit<RestCall, "headers"> & {
        readonly as?: string;
        readonly headers?: Readonly<Record<string, string>>;
      },
    ): Promise<RestAnswer> {
      const { as = "admin", headers, path, ...rest } = call;
      const { handler } = await RESOURCES[resource]();
      return callRest(handler, {
        ...rest,
        path: { operatorId: "demo-a", ...path },
        headers: { authorization: `Bearer ${signIn.token(as)}`, ...headers },
      });
    },
    async stop() {
      await signIn.stop();
      await tables.stop();
    },
  };
}
