import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CSMS_ACTIONS, OCPP_VERSIONS, type OcppVersion } from "#ocpp/actions.ts";
import { EVERY_COMMAND } from "#test/support/every-command.ts";
import { startTrial, type Trial } from "./strict-trial.ts";

let trial: Trial;

beforeEach(async () => {
  trial = await startTrial();
});

afterEach(() => trial.end());

function payloadOf(version: OcppVersion, action: string) {
  const payload = EVERY_COMMAND[version][action];
  if (!payload) throw new Error(`no payload for ${action}`);
  return payload;
}

const EVERY_ACTION = CSMS_ACTIONS.flatMap(({ action, versions }) =>
  versions.map((version) => [version, action] as const),
);

it.each(EVERY_ACTION)("over %s it answers %s in the schema's shape", async (version, action) => {
  await trial.start(version);

  const answer = await trial.call(action, payloadOf(version, action));

  expect(answer).toBeTypeOf("object");
  await trial.happened("command");
});

it.each([
  ["ocpp1.6", "RemoteStartTransaction", "RemoteStopTransaction", { transactionId: 77 }],
  ["ocpp2.0.1", "RequestStartTransaction", "RequestStopTransaction", undefined],
] as const)("over %s it starts and stops from afar", async (version, begin, end, stopping) => {
  const charger = await trial.start(version);

  await trial.call(begin, EVERY_COMMAND[version][begin] ?? {});
  await vi.waitFor(() => expect(charger.activeConnectors()).toEqual([1]));
  const started = trial.events.find((event) => event.type === "session-started");
  await trial.call(end, stopping ?? { transactionId: started?.transactionId });

  await trial.happened("session-ended");
  expect(trial.events.find((event) => event.type === "session-ended")).toMatchObject({
    reason: "Remote",
  });
});

it.each(OCPP_VERSIONS)("over %s it boots anew when it is reset", async (version) => {
  await trial.start(version);

  await trial.call("Reset", EVERY_COMMAND[version]["Reset"] ?? {});

  await vi.waitFor(() => expect(trial.payloadsOf("BootNotification")).toHaveLength(2), 5_000);
});
