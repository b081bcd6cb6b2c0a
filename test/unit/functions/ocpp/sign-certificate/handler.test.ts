import "#test/support/environment.ts";
import { BatchWriteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { handler } from "#functions/ocpp/sign-certificate/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected } from "#test/support/ocpp-call.ts";
import { writtenThings } from "#test/support/reported-things.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const csr = "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\nAAA=\n-----END CERTIFICATE REQUEST-----\n";

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(BatchWriteItemCommand).resolves({});
});

it.each([
  [charger16, { csr }, "ChargingStationCertificate"],
  [charger201, { csr }, "ChargingStationCertificate"],
  [charger201, { csr, certificateType: "V2GCertificate" }, "V2GCertificate"],
])("takes a request on, the newest for each use", async (charger, payload, use) => {
  const answer = await call(handler, "SignCertificate", payload, charger);

  expect(answer).toEqual([3, "m-1", { status: "Accepted" }]);
  expect(await writtenThings(dynamo)).toMatchObject([
    { sk: `REPORTED#certificate-request#${use}`, content: { csr, use } },
  ]);
});

it.each([charger16, charger201])("rejects what is no certificate request", async (charger) => {
  const answer = await call(handler, "SignCertificate", { csr: "MIIB" }, charger);

  expect(answer).toEqual([3, "m-1", { status: "Rejected" }]);
  expect(await writtenThings(dynamo)).toEqual([]);
});
