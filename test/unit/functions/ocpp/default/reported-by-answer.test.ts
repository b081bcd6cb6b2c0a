import { describe, expect, it } from "vitest";
import type { Command } from "#domain/commands/command.ts";
import { reportedByAnswer } from "#functions/ocpp/default/reported-by-answer.ts";
import { aCommand } from "#test/support/commands.ts";

const AT = "2026-03-01T10:00:02.000Z";
const COMPONENT = { name: "EVSE", evse: { id: 1 } };
const VARIABLE = { name: "Power" };

const told = (action: string, payload: Command["payload"], response: Command["payload"]) =>
  reportedByAnswer(aCommand({ action, payload, response, state: "answered" }), AT);

describe("a monitor", () => {
  const asked = { value: 7, type: "UpperThreshold", severity: 4 };
  const where = { component: COMPONENT, variable: VARIABLE };
  const result = { type: "UpperThreshold", severity: 4, ...where };

  it("is known under the number that the charger gave it", () => {
    const things = told(
      "SetVariableMonitoring",
      { setMonitoringData: [{ ...asked, ...where }] },
      { setMonitoringResult: [{ ...result, id: 31, status: "Accepted" }] },
    );

    const monitor = { id: 31, transaction: false, ...asked };
    expect(things).toEqual([
      {
        kind: "variable-monitor",
        id: "0000000031",
        content: { ...where, monitor },
        reportedAt: AT,
      },
    ]);
  });

  it("is not known where the charger refused it", () => {
    const things = told(
      "SetVariableMonitoring",
      { setMonitoringData: [{ ...asked, ...where }] },
      { setMonitoringResult: [{ ...result, status: "Rejected" }] },
    );

    expect(things).toEqual([]);
  });

  it("is cleared where the charger took it away or does not have it, and stays where it refused", () => {
    const things = told(
      "ClearVariableMonitoring",
      { id: [1, 2, 3] },
      {
        clearMonitoringResult: [
          { id: 1, status: "Accepted" },
          { id: 2, status: "Rejected" },
          { id: 3, status: "NotFound" },
        ],
      },
    );

    expect(things.map(({ content }) => content)).toEqual([
      { id: 1, cleared: true },
      { id: 3, cleared: true },
    ]);
  });
});

describe("a message of the display", () => {
  const message = { id: 5, priority: "InFront", message: { format: "UTF8", content: "Hello" } };

  it("is shown once the charger accepted it", () => {
    const accepted = told("SetDisplayMessage", { message }, { status: "Accepted" });
    const refused = told("SetDisplayMessage", { message }, { status: "NotSupportedPriority" });

    expect(accepted.map(({ id, content }) => [id, content])).toEqual([["0000000005", message]]);
    expect(refused).toEqual([]);
  });

  it("is gone once the charger took it away", () => {
    const [thing] = told("ClearDisplayMessage", { id: 5 }, { status: "Accepted" });

    expect(thing).toMatchObject({ id: "0000000005", content: { id: 5, cleared: true } });
  });
});

describe("installed certificates", () => {
  const hash = { hashAlgorithm: "SHA256", issuerNameHash: "a", issuerKeyHash: "b" };

  it("are known by type, as 1.6 tells them", () => {
    const certificate = { ...hash, serialNumber: "1" };

    const things = told(
      "GetInstalledCertificateIds",
      { certificateType: "CentralSystemRootCertificate" },
      { status: "Accepted", certificateHashData: [certificate] },
    );

    expect(things.map(({ id, content }) => [id, content["certificates"]])).toEqual([
      ["CentralSystemRootCertificate", [certificate]],
    ]);
  });

  it("are none for a type that was asked for and is not in the answer, as 2.0.1 tells them", () => {
    const chain = {
      certificateType: "CSMSRootCertificate",
      certificateHashData: { ...hash, serialNumber: "1" },
    };

    const things = told(
      "GetInstalledCertificateIds",
      { certificateType: ["CSMSRootCertificate", "V2GRootCertificate"] },
      { status: "Accepted", certificateHashDataChain: [chain] },
    );

    expect(things.map(({ id, content }) => [id, content["certificates"]])).toEqual([
      ["CSMSRootCertificate", [chain]],
      ["V2GRootCertificate", []],
    ]);
  });
});

it("keeps whether a transaction goes on, and whether messages are to come", () => {
  const things = told(
    "GetTransactionStatus",
    { transactionId: "t-1" },
    { ongoingIndicator: true, messagesInQueue: false },
  );

  expect(things).toEqual([
    {
      kind: "transaction-status",
      id: "t-1",
      content: { transactionId: "t-1", ongoingIndicator: true, messagesInQueue: false },
      reportedAt: AT,
    },
  ]);
});

it("learns nothing from a command that failed, or from an answer that says nothing", () => {
  const failed = aCommand({ action: "GetTransactionStatus", state: "failed" });

  expect(reportedByAnswer(failed, AT)).toEqual([]);
  expect(told("ClearCache", {}, { status: "Accepted" })).toEqual([]);
});
