import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { OCPP_VERSIONS, type OcppVersion } from "#ocpp/actions.ts";
import { createCharger, createToken, unique } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { COMMANDED_TAG, EVERY_COMMAND } from "#test/support/every-command.ts";
import { connectCharger } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { finishedCommand, sendCommand } from "#test/support/rest-commands.ts";
import { startVirtualCharger, type VirtualCharger } from "#tools/charger/virtual-charger.ts";

const { local } = inject("platform");
const HEARTBEAT = { component: { name: "OCPPCommCtrlr" }, variable: { name: "HeartbeatInterval" } };
/** Which actions begin jobs, how these end, and in how many steps. */
const JOBS: Readonly<Record<OcppVersion, readonly (readonly [string, string, number])[]>> = {
  "ocpp1.6": [
    ["UpdateFirmware", "installed", 4],
    ["SignedUpdateFirmware", "installed", 4],
    ["GetDiagnostics", "uploaded", 2],
    ["GetLog", "uploaded", 2],
  ],
  "ocpp2.0.1": [
    ["UpdateFirmware", "installed", 4],
    ["PublishFirmware", "published", 4],
    ["GetLog", "uploaded", 2],
  ],
};
let rest: RestClient;

beforeAll(async () => {
  rest = await signIn(local, "admin@demo-a.example");
  await createToken(rest, { tokenId: COMMANDED_TAG, maxActiveSessions: 100 });
});

interface Tried {
  readonly chargerId: string;
  readonly charger: VirtualCharger;
  /** Sends the example of an action, or what is given; gives the charger's answer. */
  readonly send: (
    action: string,
    payload?: object,
  ) => Promise<{ readonly commandId: string; readonly response: Record<string, unknown> }>;
  /** The job of a command, once it is over. */
  readonly job: (commandId: string) => Promise<{
    readonly state: string;
    readonly outcome: string;
    readonly steps: readonly { readonly status: string }[];
  }>;
  /** The contents of what the charger told of one kind. */
  readonly reported: (kind: string) => Promise<readonly Record<string, unknown>[]>;
}

async function tried(version: OcppVersion, siteId?: string): Promise<Tried> {
  const { chargerId, password } = await createCharger(rest, siteId === undefined ? {} : { siteId });
  const charger = await startVirtualCharger({
    url: local.ocppUrl,
    operatorId: "demo-a",
    chargerId,
    password,
    version,
    isStrict: true,
  });
  return {
    chargerId,
    charger,
    async send(action, payload = EVERY_COMMAND[version][action] ?? {}) {
      const { state, commandId, response, ...rest_ } = await sendCommand(
        rest,
        chargerId,
        action,
        payload,
      );
      if (state !== "answered") throw new Error(`${action}: ${state} ${JSON.stringify(rest_)}`);
      return { commandId, response };
    },
    job: (jobId) =>
      eventually(`job ${jobId} is over`, async () => {
        const { body } = await rest(`chargers/${chargerId}/jobs/${jobId}`);
        return body.outcome !== "open" && body;
      }),
    async reported(kind) {
      const { body } = await rest(`chargers/${chargerId}/reported/${kind}`);
      return body.items.map(({ content }: { content: object }) => content);
    },
  };
}

describe.each(OCPP_VERSIONS)("over %s", (version) => {
  it("every command is answered", async () => {
    const { charger, send } = await tried(version);
    const actions = Object.keys(EVERY_COMMAND[version]).filter((action) => action !== "Reset");

    const answers = [];
    for (const action of [...actions, "Reset"]) answers.push((await send(action)).response);

    expect(answers).toHaveLength(actions.length + 1);
    expect(answers.every((answer) => typeof answer === "object")).toBe(true);
    await charger.close();
  });

  it.each(JOBS[version])("%s is a job that ends as %s", async (action, state, steps) => {
    const { charger, send, job } = await tried(version);

    const { commandId } = await send(action);
    const done = await job(commandId);

    expect(done).toMatchObject({ state, outcome: "succeeded" });
    expect(done.steps).toHaveLength(steps);
    await charger.close();
  });

  it("firmware that cannot be fetched is a job that fails", async () => {
    const { charger, send, job } = await tried(version);
    const location = "nowhere://firmware.bin";
    const retrieveDate = "2026-03-01T10:00:00Z";
    const payload =
      version === "ocpp1.6"
        ? { location, retrieveDate }
        : { requestId: 1, firmware: { location, retrieveDateTime: retrieveDate } };

    const { commandId } = await send("UpdateFirmware", payload);

    expect(await job(commandId)).toMatchObject({ state: "download-failed", outcome: "failed" });
    await charger.close();
  });

  it("installed certificates are known by type", async () => {
    const { charger, send, reported } = await tried(version);
    const certificateType =
      version === "ocpp1.6" ? "CentralSystemRootCertificate" : "CSMSRootCertificate";
    const certificate = readFileSync(local.caFile, "utf8");

    const installed = await send("InstallCertificate", { certificateType, certificate });
    await send("GetInstalledCertificateIds");
    const before = await reported("installed-certificates");
    const [known] = (before[0]?.["certificates"] ?? []) as { certificateHashData?: object }[];
    const certificateHashData = known?.certificateHashData ?? known;
    const removed = await send("DeleteCertificate", { certificateHashData });
    await send("GetInstalledCertificateIds");
    const after = await reported("installed-certificates");

    expect(installed.response).toEqual({ status: "Accepted" });
    expect(before).toMatchObject([{ certificateType, certificates: [{}] }]);
    expect(removed.response).toEqual({ status: "Accepted" });
    expect(after).toMatchObject([{ certificateType, certificates: [] }]);
    await charger.close();
  });

  it("a local list is remembered by the charger, under its version", async () => {
    const { charger, send } = await tried(version);

    await send("SendLocalList");
    const { response } = await send("GetLocalListVersion");

    expect(Object.values(response)).toEqual([3]);
    await charger.close();
  });

  it("variables that were read are found by parts of their names", async () => {
    const { chargerId, charger, send } = await tried(version);

    const { commandId } = await send(version === "ocpp1.6" ? "GetConfiguration" : "GetBaseReport");
    const found = await eventually("variables are known", async () => {
      const { body } = await rest(`chargers/${chargerId}/variables?variable=heartbeat`);
      return body.items.length > 0 && body.items;
    });

    expect(commandId).toBeTypeOf("string");
    expect(found).toMatchObject([{ variable: { name: "HeartbeatInterval" } }]);
    await charger.close();
  });
});

describe("a 2.0.1 station", () => {
  it("has monitors that are listed until they are cleared", async () => {
    const { charger, send, job, reported } = await tried("ocpp2.0.1");

    await send("SetVariableMonitoring");
    const set = await reported("variable-monitor");
    const { commandId } = await send("GetMonitoringReport");
    const report = await job(commandId);
    await send("ClearVariableMonitoring");

    expect(set).toMatchObject([{ ...HEARTBEAT, monitor: { id: 1, value: 600 } }]);
    expect(report).toMatchObject({ state: "reported", outcome: "succeeded" });
    expect(await reported("variable-monitor")).toEqual([{ id: 1, cleared: true }]);
    await charger.close();
  });

  it("shows messages that are listed until they are cleared", async () => {
    const { charger, send, job, reported } = await tried("ocpp2.0.1");

    await send("SetDisplayMessage");
    const { commandId } = await send("GetDisplayMessages");
    await job(commandId);
    const shown = await reported("display-message");
    await send("ClearDisplayMessage");

    expect(shown).toMatchObject([{ id: 5, message: { content: "Welcome" } }]);
    expect(await reported("display-message")).toEqual([{ id: 5, cleared: true }]);
    await charger.close();
  });

  it("reports charging profiles and parts of its device model as jobs", async () => {
    const { charger, send, job, reported } = await tried("ocpp2.0.1");

    await send("SetChargingProfile");
    const profiles = await job((await send("GetChargingProfiles")).commandId);
    const part = await job((await send("GetReport")).commandId);

    expect([profiles.outcome, part.outcome]).toEqual(["succeeded", "succeeded"]);
    expect(await reported("charging-profile")).toMatchObject([{ chargingProfile: { id: 1 } }]);
    await charger.close();
  });

  it("tells of a customer what only those read who say why", async () => {
    const { chargerId, charger, send, job } = await tried("ocpp2.0.1");
    const officer = await signIn(local, "data-protection-officer@demo-a.example");

    const { commandId } = await send("CustomerInformation");
    await job(commandId);
    const path = `chargers/${chargerId}/jobs/${commandId}/customer-information`;
    const told = await officer(path, { headers: { "x-access-reason": "Asked by the customer" } });
    const refused = await rest(path);

    expect(told.body).toMatchObject({
      outcome: "succeeded",
      text: `sessions of ${COMMANDED_TAG}: 1`,
    });
    expect(refused.status).toBe(403);
    await charger.close();
  });

  it("tells whether a transaction goes on", async () => {
    const { charger, send, reported } = await tried("ocpp2.0.1");

    await send("GetTransactionStatus");

    expect(await reported("transaction-status")).toEqual([
      { transactionId: "none", ongoingIndicator: false, messagesInQueue: false },
    ]);
    await charger.close();
  });
});

describe("a job for several chargers", () => {
  it("ends with what each answered", async () => {
    const siteId = unique("site").toLowerCase();
    await rest("sites", { method: "POST", body: { siteId, name: siteId } });
    const chargers = [await tried("ocpp1.6", siteId), await tried("ocpp2.0.1", siteId)];
    await createCharger(rest, { siteId });

    const { status, body } = await rest("command-jobs", {
      method: "POST",
      body: {
        action: "TriggerMessage",
        payload: { requestedMessage: "Heartbeat" },
        siteId,
        perMinute: 30,
      },
    });
    const done = await eventually("the job is done", async () => {
      const { body: now } = await rest(`command-jobs/${body.commandJobId}`);
      return now.state === "done" && now;
    });

    expect(status).toBe(201);
    expect(done.progress).toEqual({
      queued: 0,
      sent: 0,
      finished: 3,
      outcomes: { Accepted: 2, "charger.offline": 1 },
    });
    for (const { charger } of chargers) await charger.close();
  });
});

describe("a connection that is cut while an answer is outstanding", () => {
  it("has the command sent again under its id, where once more has the effect of once", async () => {
    const known = await createCharger(rest);
    const first = await connectCharger(local, known, "ocpp1.6");
    const path = `chargers/${known.chargerId}/commands`;

    const { body } = await rest(path, { method: "POST", body: { action: "ClearCache" } });
    const [, sentId] = (await eventually(
      "the command comes",
      () => first.received[0],
    )) as unknown[];
    first.cut();
    const second = await connectCharger(local, known, "ocpp1.6");
    const [, againId] = (await eventually("it comes again", () => second.received[0])) as unknown[];
    second.send(JSON.stringify([3, againId, { status: "Accepted" }]));
    const finished = await finishedCommand(rest, known.chargerId, body.commandId);

    expect([sentId, againId]).toEqual([body.commandId, body.commandId]);
    expect(finished.state).toBe("answered");
    await second.close();
  });

  it("makes the command fail that must not be carried out twice, and says so", async () => {
    const known = await createCharger(rest);
    const first = await connectCharger(local, known, "ocpp1.6");
    const path = `chargers/${known.chargerId}/commands`;

    const payload = { type: "Soft" };
    const { body } = await rest(path, { method: "POST", body: { action: "Reset", payload } });
    await eventually("the command comes", () => first.received[0]);
    first.cut();
    const second = await connectCharger(local, known, "ocpp1.6");
    const finished = await finishedCommand(rest, known.chargerId, body.commandId, 20_000);

    expect(finished).toMatchObject({ state: "failed", error: { code: "charger.cut-off" } });
    expect(second.received).toEqual([]);
    await second.close();
  });
});
