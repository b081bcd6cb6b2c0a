import { dynamo } from "#adapters/dynamodb/client.ts";

/** What one call of the SDK came to. */
export interface DatabaseCall {
  readonly readUnits: number;
  readonly writeUnits: number;
}

interface Capacity {
  readonly CapacityUnits?: number;
  readonly ReadCapacityUnits?: number;
  readonly WriteCapacityUnits?: number;
}

type Send = (command: { readonly input: object }) => Promise<unknown>;

/** The functions' DynamoDB client with somebody listening. */
export interface RecordedDatabase {
  /** The calls since this was asked last. */
  readonly takeCalls: () => readonly DatabaseCall[];
  /** From now on every call is answered at once, with the answers recorded since `beginRecording`, in their order, from the first. */
  readonly replay: () => void;
  readonly beginRecording: () => void;
}

/** Listens to the client that all handlers of this process share; their code stays as it deploys. */
export function recordDatabase(): RecordedDatabase {
  const send = dynamo.send.bind(dynamo) as Send;
  let calls: DatabaseCall[] = [];
  let answers: unknown[] = [];
  let nextAnswer = 0;

  const record: Send = async (command) => {
    Object.assign(command.input, { ReturnConsumedCapacity: "TOTAL" });
    const output = (await send(command)) as { readonly ConsumedCapacity?: Capacity | Capacity[] };
    calls.push(unitsOf(command.constructor.name, [output.ConsumedCapacity ?? []].flat()));
    answers.push(output);
    return output;
  };
  const replay: Send = async () => {
    const answer = answers[nextAnswer];
    nextAnswer += 1;
    return answer;
  };
  const use = (chosen: Send): void => void Object.assign(dynamo, { send: chosen });
  use(record);
  return {
    takeCalls: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
    beginRecording: () => {
      answers = [];
      use(record);
    },
    replay: () => {
      nextAnswer = 0;
      use(replay);
    },
  };
}

/** Reads and writes are told apart by the command where the answer has only a total. */
function unitsOf(commandName: string, capacities: readonly Capacity[]): DatabaseCall {
  const isRead = /^(?:Get|BatchGet|Query|TransactGet)/.test(commandName);
  const total = capacities.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
  return { readUnits: isRead ? total : 0, writeUnits: isRead ? 0 : total };
}
