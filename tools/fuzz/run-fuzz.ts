import "./environment.ts";
import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";
import type { Command } from "#domain/commands/command.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import type { OcppVersion } from "#ocpp/actions.ts";
import { csmsCodec } from "#ocpp/csms-codecs.ts";
import { standInForDatabase } from "./fuzz-database.ts";
import { type FuzzTarget, handlerOf, targetsOf } from "./handlers-of-version.ts";
import { faultOfAnswer, seedOf } from "./judge-answer.ts";
import { messageOf } from "./message-of-schema.ts";
import { answerText, frameText } from "./mutate-frame.ts";
import { mutatedMessage } from "./mutate-message.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

export interface FuzzReport {
  readonly version: OcppVersion;
  readonly frames: number;
  /** Calls that were answered, and how. */
  readonly results: number;
  readonly errors: number;
  /** The first frames that did harm, with what was wrong. */
  readonly faults: readonly { readonly fault: string; readonly text: string }[];
  /** Heap in use after a tenth of the frames, and at the end. */
  readonly heapBytes: readonly [early: number, late: number];
}

const FAULTS_KEPT = 20;
const COMMAND_ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

/** Sends so many valid, mutated and broken frames of a version to the functions in this process. */
export async function runFuzz(
  version: OcppVersion,
  options: {
    readonly frames: number;
    readonly seed: number;
    readonly heapBytes?: () => number;
  },
): Promise<FuzzReport> {
  const { frames, seed, heapBytes = () => 0 } = options;
  const random = seededRandom(seedOf(version, seed));
  const targets = await targetsOf(version);
  const byDefault = await handlerOf("default");
  const connectionId = `fuzz-${version}-${seed}`;
  await standInForDatabase(bindingOf(version, connectionId), outstandingCommand);
  // $default answers over the socket, which leads nowhere here.
  ApiGatewayManagementApiClient.prototype.send = async () => ({});

  const faults: { fault: string; text: string }[] = [];
  let results = 0;
  let errors = 0;
  let early = 0;
  for (let index = 0; index < frames; index++) {
    if (index === Math.floor(frames / 10)) early = heapBytes();
    const text = nextFrame(version, targets, random);
    const handler = targets.find(({ action }) => action === routeKeyOf(text))?.handler ?? byDefault;
    const answer = await handler({ body: text, requestContext: { connectionId } }, {}).catch(
      (error: unknown) => ({ statusCode: 500, body: String(error) }),
    );
    if (answer.body?.startsWith("[3")) results++;
    if (answer.body?.startsWith("[4")) errors++;
    const fault = faultOfAnswer(text, answer, targets);
    if (fault !== undefined && faults.length < FAULTS_KEPT) faults.push({ fault, text });
  }
  return { version, frames, results, errors, faults, heapBytes: [early, heapBytes()] };
}

function nextFrame(
  version: OcppVersion,
  targets: readonly FuzzTarget[],
  random: SeededRandom,
): string {
  if (random.chance(0.05)) return answerText(COMMAND_ID, answerPayload(version, random), random);
  const target = targets[random.below(targets.length)];
  if (!target) throw new Error(`${version} has no actions`);
  let payload = messageOf(target.schema, random);
  const mutations = random.below(4);
  for (let count = 0; count < mutations; count++) payload = mutatedMessage(payload, random);
  const action = random.chance(0.02) ? "MakeCoffee" : target.action;
  return mutations === 0
    ? JSON.stringify([2, "m", action, payload])
    : frameText(action, payload, random);
}

function answerPayload(version: OcppVersion, random: SeededRandom): unknown {
  const schema = csmsCodec(version, outstandingCommand.action)?.validateResponse.schema ?? {};
  return mutatedMessage(messageOf(schema, random), random);
}

/** The route that API Gateway takes: the third element, where it is a text (`$request.body.[2]`). */
function routeKeyOf(text: string): string | undefined {
  try {
    const elements: unknown = JSON.parse(text);
    const third: unknown = Array.isArray(elements) ? elements[2] : undefined;
    return typeof third === "string" ? third : undefined;
  } catch {
    return undefined;
  }
}

function bindingOf(version: OcppVersion, connectionId: string): ConnectionBinding {
  return {
    connectionId,
    operatorId: "fuzz",
    chargerId: "FUZZ-1",
    version,
    epoch: 1,
    siteId: "fuzz",
    heartbeatIntervalSeconds: 300,
    connectedAt: "2026-01-01T00:00:00.000Z",
  };
}

const outstandingCommand: Command = {
  commandId: COMMAND_ID,
  operatorId: "fuzz",
  chargerId: "FUZZ-1",
  action: "DataTransfer",
  payload: {},
  state: "sent",
  createdAt: "2026-01-01T00:00:00.000Z",
  createdBy: "fuzz",
  whenOffline: "fail",
  queueUntil: "2026-01-01T00:00:00.000Z",
  deadlineSeconds: 30,
  isSafeToRepeat: false,
};
