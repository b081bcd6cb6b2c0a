import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { everyOperator } from "#adapters/dynamodb/every-operator.ts";
import { isFinal } from "#domain/commands/command.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";
import { advanceList, commands, lists, tokensOf } from "./advance-list.ts";
import { afterCommand } from "./take-command.ts";

const directoryTable = environment("DIRECTORY_TABLE");

interface Event {
  /** Of the clock it is empty. */
  readonly detail?: {
    readonly operatorId?: string;
    readonly chargerId?: string;
    readonly commandId?: string;
  };
}

/**
 * Woken when a command about a local list is over: takes up the answer and sends what is next. Woken by the clock: looks
 * at every list, because tokens change and chargers come back. Throws to be called again.
 */
export const handler = middy(async ({ detail }: Event) => {
  const { operatorId, chargerId, commandId } = detail ?? {};
  if (operatorId === undefined || chargerId === undefined || commandId === undefined) {
    return sweep();
  }
  await takeUp(operatorId, chargerId, commandId);
}).use(injectLambdaContext(logger, { resetKeys: true }));

async function takeUp(operatorId: string, chargerId: string, commandId: string): Promise<void> {
  const command = await commands.find(operatorId, chargerId, commandId);
  const list = await lists.find(operatorId, chargerId);
  if (!list || !command || !isFinal(command)) return;
  const after = afterCommand(list, command);
  if (!after) return;
  if (!(await lists.write(after))) throw new Error("a local list was changed at the same time");
  const now = new Date().toISOString();
  const wanted = await tokensOf(operatorId).wanted(now);
  await advanceList({ ...after, version: after.version + 1 }, wanted, now);
}

async function sweep(): Promise<void> {
  const now = new Date().toISOString();
  for await (const { operatorId, suspendedAt } of everyOperator(directoryTable)) {
    if (suspendedAt !== undefined) continue;
    let wanted: Awaited<ReturnType<ReturnType<typeof tokensOf>["wanted"]>> | undefined;
    for await (const list of lists.every(operatorId)) {
      wanted ??= await tokensOf(operatorId).wanted(now);
      await advanceList(list, wanted, now);
    }
  }
}
