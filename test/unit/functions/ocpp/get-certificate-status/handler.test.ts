import "#test/support/environment.ts";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { handler } from "#functions/ocpp/get-certificate-status/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { anIso15118Service, integrated } from "#test/support/iso15118.ts";
import { call, connected } from "#test/support/ocpp-call.ts";

const dynamo = mockClient(DynamoDBClient);
const charger = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const payload = {
  ocspRequestData: {
    hashAlgorithm: "SHA256",
    issuerNameHash: "aa",
    issuerKeyHash: "bb",
    serialNumber: "01",
    responderURL: "http://ocsp.example.com",
  },
};
const FAILED = [3, "m-1", { status: "Failed" }];

const OFF = { enabled: false };

let service: Awaited<ReturnType<typeof anIso15118Service>>;
beforeAll(async () => {
  service = await anIso15118Service();
});
afterAll(() => service.stop());
beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger);
  service.asked.length = 0;
  Object.assign(service.answer, { status: 200, text: JSON.stringify({ ocspResult: "gJgD" }) });
});

it("asks the operator's service, and says what it answers", async () => {
  integrated(dynamo, { url: service.url });

  const answer = await call(handler, "GetCertificateStatus", payload, charger);

  expect(answer).toEqual([3, "m-1", { status: "Accepted", ocspResult: "gJgD" }]);
  expect(service.asked).toEqual([
    {
      authorization: "Bearer a-secret-of-the-service",
      body: {
        operatorId: "demo-a",
        chargerId: "CP-1",
        operation: "certificate-status",
        request: payload.ocspRequestData,
      },
    },
  ]);
});

it.each([
  ["has none", undefined],
  ["has switched it off", OFF],
  ["has named no address", {}],
  ["names our own machines", { url: "https://169.254.169.254/latest" }],
  ["names a host without encryption", { url: "http://service.example.com/" }],
])("says Failed, and asks nobody, where the operator %s", async (_, fields) => {
  integrated(dynamo, fields === OFF ? { ...OFF, url: service.url } : fields);

  const answer = await call(handler, "GetCertificateStatus", payload, charger);

  expect(answer).toEqual(FAILED);
  expect(service.asked).toEqual([]);
});

it.each([
  ["fails", 500, "{}"],
  ["sends elsewhere", 302, JSON.stringify({ ocspResult: "gJgD" })],
  ["answers no JSON", 200, "<html>"],
  ["answers something else", 200, JSON.stringify({ ocspResult: 5 })],
  ["answers more than a charger takes", 200, JSON.stringify({ ocspResult: "A".repeat(5501) })],
  ["answers without end", 200, "A".repeat(100_000)],
])("says Failed where the service %s", async (_, status, text) => {
  integrated(dynamo, { url: service.url });
  Object.assign(service.answer, { status, text });

  const answer = await call(handler, "GetCertificateStatus", payload, charger);

  expect(answer).toEqual(FAILED);
  expect(service.asked).toHaveLength(1);
});
