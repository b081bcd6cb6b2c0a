import { PutItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import { dynamoActiveSessions } from "#adapters/dynamodb/active-sessions.ts";
import { dynamo, ownDynamo, toItem } from "#adapters/dynamodb/client.ts";
import { keys, sessionIdOf } from "#adapters/dynamodb/keys.ts";
import { sweepStaleSessions } from "#domain/charging/sweep-stale-sessions.ts";
import type { Tariff } from "#domain/charging/tariff.ts";
import type { OcppVersion } from "#domain/fleet/charger.ts";
import { aCharger, anOperator } from "#test/support/fleet.ts";
import { runCharger, type ToldSession } from "./charger-run.ts";
import { judge, type Verdict } from "./judge.ts";
import { seededRandom } from "./random.ts";
import { type TrueCharger, trueCharger } from "./true-session.ts";

export interface ReplayResult {
  readonly counts: ReadonlyMap<string, number>;
  readonly verdicts: Readonly<Record<OcppVersion, Readonly<Record<Verdict, number>>>>;
  /** Sessions that are stored, beside those that happened. */
  readonly stored: number;
  /** What is wrong, in a line each. */
  readonly wrong: readonly string[];
}

const OPERATOR_ID = "replay";
const SESSIONS_PER_CHARGER = 10;
const CHARGERS_AT_ONCE = 4;
const BORN = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-01-01T00:00:00.000Z" };
const TARIFF: Tariff = {
  operatorId: OPERATOR_ID,
  tariffId: "standard",
  name: "Standard",
  currency: "EUR",
  startFeeMinor: 35,
  energyMinorPerKwh: 49.9,
  timeMinorPerMinute: 1.5,
  idleMinorPerMinute: 0,
  idleGraceMinutes: 0,
  vatRateBasisPoints: 1900,
  pricesIncludeVat: true,
  version: 1,
  ...BORN,
};

/**
 * Replays sessions of both versions through the functions, over the database that the environment names, with faults
 * that the seed decides; then sweeps, and judges every session by what really happened.
 */
export async function runReplay(sessions: number, seed: number): Promise<ReplayResult> {
  const counts = new Map<string, number>();
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  const chargers = Array.from({ length: Math.ceil(sessions / SESSIONS_PER_CHARGER) }, (_, index) =>
    trueCharger(
      index,
      {
        sessions: Math.min(SESSIONS_PER_CHARGER, sessions - index * SESSIONS_PER_CHARGER),
        version: index % 2 === 0 ? "ocpp1.6" : "ocpp2.0.1",
      },
      seededRandom(seed * 7919 + index),
    ),
  );
  await provision(chargers);

  const told: ToldSession[] = [];
  const waiting = chargers.entries();
  const worker = async (): Promise<void> => {
    for (const [index, charger] of waiting) {
      const random = seededRandom(seed * 104_729 + index);
      told.push(...(await runCharger(charger, { ...TARIFF }, random, count)));
    }
  };
  await Promise.all(Array.from({ length: CHARGERS_AT_ONCE }, worker));
  await sweep();
  return judgeAll(told, counts);
}

async function provision(chargers: readonly TrueCharger[]): Promise<void> {
  const { tokenRefOf } = await import("#functions/shared/privacy.ts");
  const put = (TableName: string, item: object) =>
    dynamo.send(new PutItemCommand({ TableName, Item: toItem(item) }));
  const operator = anOperator({ operatorId: OPERATOR_ID });
  const index = keys.operatorIndex(OPERATOR_ID);
  await put("Directory", { ...keys.operator(OPERATOR_ID), ...index, ...operator });
  await put("Charging", { ...keys.tariff(OPERATOR_ID, TARIFF.tariffId), ...TARIFF });
  for (const { chargerId, tokenId } of chargers) {
    const charger = { operatorId: OPERATOR_ID, chargerId, tariffInForce: TARIFF.tariffId };
    const item = aCharger({ ...charger, epoch: 0 });
    await put("Fleet", { ...keys.charger(OPERATOR_ID, chargerId), ...item });
    const tokenRef = await tokenRefOf(OPERATOR_ID, tokenId);
    await put("Charging", {
      ...keys.token(OPERATOR_ID, tokenRef),
      ...{ operatorId: OPERATOR_ID, tokenRef, subjectId: "replay", status: "valid" },
      ...{ maxActiveSessions: 1, activeSessions: 0, version: 1, ...BORN },
    });
  }
}

/** What the clock does with sessions of which nothing is heard any more. */
async function sweep(): Promise<void> {
  const { sessions } = await import("#functions/shared/session-ports.ts");
  const active = dynamoActiveSessions({ directoryTable: "Directory", chargingTable: "Charging" });
  const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString();
  await sweepStaleSessions(inAMonth, { active, sessions });
}

async function judgeAll(
  told: readonly ToldSession[],
  counts: ReadonlyMap<string, number>,
): Promise<ReplayResult> {
  const { sessions } = await import("#functions/shared/session-ports.ts");
  const none = () => ({ exact: 0, flagged: 0, wrong: 0 });
  const verdicts = { "ocpp1.6": none(), "ocpp2.0.1": none() };
  const wrong: string[] = [];
  for (const session of told) {
    const { charger, truth, transactionId = 0, loss = "nothing lost" } = session;
    const id = sessionIdOf({ operatorId: OPERATOR_ID, ...charger, transactionId });
    const { session: stored } = await sessions.load(OPERATOR_ID, id);
    const verdict = judge(session, stored, TARIFF);
    verdicts[charger.version][verdict] += 1;
    if (verdict !== "wrong") continue;
    const { energyWh, flags = [], state = "absent" } = stored ?? {};
    const really = truth.meterStopWh - truth.meterStartWh;
    wrong.push(`${truth.name} (${loss}): ${state}, ${energyWh} of ${really} Wh, ${flags.join()}`);
  }
  return { counts, verdicts, stored: await countStored(), wrong };
}

async function countStored(): Promise<number> {
  const pages = paginateQuery(
    { client: ownDynamo },
    {
      TableName: "Charging",
      IndexName: "gsi1",
      KeyConditionExpression: "gsi1pk = :pk",
      ExpressionAttributeValues: toItem({ ":pk": OPERATOR_ID }),
    },
  );
  let stored = 0;
  for await (const { Count = 0 } of pages) stored += Count;
  return stored;
}
