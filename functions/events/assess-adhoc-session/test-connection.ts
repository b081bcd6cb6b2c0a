import { readGateSettings } from "#adapters/dynamodb/gate-settings-store.ts";
import { gateTestStore } from "#adapters/dynamodb/gate-test-store.ts";
import type { BotAssessor } from "#domain/adhoc/bot-assessment.ts";
import { startAction } from "#domain/adhoc/bot-assessment.ts";
import { environment } from "#functions/shared/environment.ts";

const chargingTable = environment("CHARGING_TABLE");
const directoryTable = environment("DIRECTORY_TABLE");

/** Tries an operator's credential with a token that is none: any assessment, also of that, shows that it works. */
export async function testConnection(
  operatorId: string,
  assessor: BotAssessor,
  now: () => string,
): Promise<void> {
  const store = gateTestStore(chargingTable, operatorId);
  const test = await store.find();
  if (!test || test.testedAt !== undefined) return;
  const settings = await readGateSettings(directoryTable, operatorId);
  const { siteKey } = settings;
  if (siteKey === undefined) return store.finish(test, "misconfigured", now());
  const question = { token: "connection-test", siteKey, expectedAction: startAction("test") };
  const found = await assessor.assess(settings, question);
  await store.finish(test, typeof found === "string" ? found : "works", now());
}
