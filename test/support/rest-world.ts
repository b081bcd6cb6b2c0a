import "./environment.ts";
import {
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { fromItem, toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { API_SCOPE } from "#contracts/api-scope.ts";
import { PROGRAM_PREFIX } from "#domain/access/api-client.ts";
import type { SecuritySignal } from "#domain/access/security-signal.ts";
import { startDriverSignIn } from "./driver-sign-in.ts";
import { startTables, TABLES } from "./dynamodb.ts";
import { anOperator } from "./fleet.ts";
import { startCredentialKey } from "./kms.ts";
import { aMember, type HolderOfRole } from "./members.ts";
import { callRest, type RestAnswer, type RestCall } from "./rest-call.ts";
import { startStaffSignIn } from "./staff-sign-in.ts";
import { startSts } from "./sts.ts";

/** The function of a REST resource, by its folder. */
const functionOf = (resource: string): Promise<{ readonly handler: unknown }> =>
  import(`../../functions/rest/${resource}/handler.ts`);

/** People of the world, by subject: the role of each in `demo-a`, or above all. */
const MEMBERS: readonly HolderOfRole[] = [
  { scope: "platform", subject: "root", role: "system-admin" },
  { scope: "demo-a", subject: "admin", role: "operator-admin" },
  { scope: "demo-a", subject: "viewer", role: "operator-viewer" },
  { scope: "demo-a", subject: "support", role: "support" },
  { scope: "demo-a", subject: "technician", role: "technician", siteIds: ["harbour"] },
  { scope: "demo-a", subject: "finance", role: "finance" },
  { scope: "demo-a", subject: "security-officer", role: "security-officer" },
  { scope: "demo-a", subject: "data-protection-officer", role: "data-protection-officer" },
  { scope: "demo-a", subject: "auditor", role: "auditor" },
  { scope: "demo-a", subject: "partner", role: "partner", siteIds: ["harbour"] },
  { scope: "demo-b", subject: "neighbour", role: "operator-admin" },
];

export type RestWorld = Awaited<ReturnType<typeof startRestWorld>>;

/** REST over a real database and real tokens: the operators demo-a and demo-b with their people, and nothing else. */
export async function startRestWorld(options: { readonly streamed?: boolean } = {}) {
  const tables = await startTables(options);
  const sts = await startSts();
  const kms = await startCredentialKey();
  const signIn = await startStaffSignIn();
  const programs = await startStaffSignIn();
  Object.assign(process.env, {
    STAFF_ISSUER: signIn.issuer,
    API_CLIENT_ISSUER: programs.issuer,
  });
  /** A person's token, or by `client:<id>` that of a program. */
  const tokenOf = (as: string): string => {
    if (!as.startsWith(PROGRAM_PREFIX)) return signIn.token(as);
    const clientId = as.slice(PROGRAM_PREFIX.length);
    return programs.token(clientId, { client_id: clientId, scope: API_SCOPE });
  };
  const driverSignIn = await startDriverSignIn();
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
    const key = keys.membership(member.scope, member.subject);
    await put("Directory", { ...key, ...aMember(member) });
  }

  return {
    put,
    signIn,
    programs,
    driverSignIn,
    /** Calls a route for drivers in demo-a, as somebody who signed in as a driver. */
    async callAsDriver(
      subject: string,
      call: Omit<RestCall, "headers"> & { readonly headers?: Readonly<Record<string, string>> },
    ): Promise<RestAnswer> {
      const { handler } = await functionOf("me");
      const { path, headers, ...rest } = call;
      return callRest(handler, {
        ...rest,
        path: { operatorId: "demo-a", ...path },
        headers: { authorization: `Bearer ${driverSignIn.token(subject)}`, ...headers },
      });
    },
    /** Every item of every table, as it is stored. */
    async everything(): Promise<readonly object[]> {
      const scans = TABLES.map((table) => dynamo.send(new ScanCommand({ TableName: table })));
      const items = (await Promise.all(scans)).flatMap(({ Items = [] }) => Items);
      const nameOf = ({ pk, sk }: (typeof items)[number]) => `${pk?.S} ${sk?.S}`;
      return items.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    },
    /** The security signals of one kind that an operator has, oldest first. */
    async signals(operatorId: string, kind: string): Promise<readonly SecuritySignal[]> {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: "Security",
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": "SIGNAL#" }),
        }),
      );
      const signals = Items.map((item) => fromItem<SecuritySignal>(item));
      return signals.filter((signal) => signal.kind === kind);
    },
    /** The first item of demo-a whose sort key begins so, as the table holds it. */
    async stored(table: string, prefix: string): Promise<Readonly<Record<string, unknown>>> {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: toItem({ ":pk": "demo-a", ":prefix": prefix }),
        }),
      );
      const [item] = Items;
      if (!item) throw new Error(`there is no ${prefix} in ${table}`);
      return unmarshall(item);
    },
    /** Lets the time to answer a review of access be over. */
    async makeOverdue(operatorId: string, campaignId: string): Promise<void> {
      await dynamo.send(
        new UpdateItemCommand({
          TableName: "Security",
          Key: toItem(keys.accessReview(operatorId, campaignId)),
          UpdateExpression: "SET dueAt = :now",
          ExpressionAttributeValues: toItem({ ":now": new Date().toISOString() }),
        }),
      );
    },
    /** Calls a route of demo-a, as its admin where nothing else is said. */
    async call(
      resource: string,
      call: Omit<RestCall, "headers"> & {
        readonly as?: string;
        readonly headers?: Readonly<Record<string, string>>;
      },
    ): Promise<RestAnswer> {
      const { as = "admin", headers, path, ...rest } = call;
      const { handler } = await functionOf(resource);
      return callRest(handler, {
        ...rest,
        path: { operatorId: "demo-a", ...path },
        headers: { authorization: `Bearer ${tokenOf(as)}`, ...headers },
      });
    },
    async stop() {
      await signIn.stop();
      await driverSignIn.stop();
      await programs.stop();
      await sts.stop();
      await kms.stop();
      await tables.stop();
    },
  };
}
