import "#test/support/environment.ts";
import { X509Certificate } from "node:crypto";
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { GetPublicKeyCommand, KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { handler } from "#functions/ocpp/sign-certificate/handler.ts";
import { aBinding, aCharger, anOperator } from "#test/support/fleet.ts";
import { call, connected } from "#test/support/ocpp-call.ts";
import { writtenThings } from "#test/support/reported-things.ts";
import { aRequest, ecKeys, keyIdOf, rsaKeys, signer, spkiOf } from "#test/support/x509.ts";

vi.mock("#functions/shared/privacy.ts", async () => {
  const { plainSealerOf } = await import("#test/support/plain-sealer.ts");
  return { sealerOf: plainSealerOf };
});

const dynamo = mockClient(DynamoDBClient);
const kms = mockClient(KMSClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const caKeys = ecKeys();
const keysOfCharger = ecKeys();
const NAMES = { commonName: "CP-1", organisation: "Demo A" };
const V2G_CSR = "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n";

beforeEach(() => {
  dynamo.reset();
  kms.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(BatchWriteItemCommand).resolves({});
  dynamo.on(TransactWriteItemsCommand).resolves({});
  dynamo.on(UpdateItemCommand).resolves({});
  dynamo.on(GetItemCommand, { TableName: "Fleet" }).resolves({});
  dynamo.on(PutItemCommand).resolves({});
  dynamo.on(BatchGetItemCommand).resolves({
    Responses: { Directory: [toItem(anOperator())], Fleet: [toItem(aCharger())] },
  });
  kms.on(GetPublicKeyCommand).resolves({ PublicKey: spkiOf(caKeys) });
  kms.on(SignCommand).callsFake(async ({ Message }) => ({
    Signature: await signer(caKeys)(Buffer.from(Message)),
  }));
});

const written = () =>
  dynamo
    .commandCalls(TransactWriteItemsCommand)
    .flatMap(({ args }) => args[0].input.TransactItems ?? [])
    .map(({ Put }) => unmarshall(Put?.Item ?? {}));
const payloadOf = (command: Record<string, unknown> = {}) => {
  const sealed = String(command["payload"]);
  return JSON.parse(sealed.slice(sealed.indexOf("{")));
};
const signals = () =>
  dynamo
    .commandCalls(UpdateItemCommand)
    .map(({ args }) => args[0].input)
    .filter(({ TableName }) => TableName === "Security")
    .map(({ ExpressionAttributeValues = {} }) =>
      Object.values(unmarshall(ExpressionAttributeValues)),
    );
const ask = (csr: string, charger = charger16, more: object = {}) =>
  call(handler, "SignCertificate", { csr, ...more }, charger);

describe("a charger that asks for its certificate", () => {
  it.each([charger16, charger201])(
    "has it brought by a command, signed by the operator's CA ($version)",
    async (charger) => {
      const answer = await ask(await aRequest(keysOfCharger, NAMES), charger);

      expect(answer).toEqual([3, "m-1", { status: "Accepted" }]);
      const [, stored, due, command] = written();
      const { certificateChain, certificateType } = payloadOf(command);
      const certificate = new X509Certificate(certificateChain);
      const ca = unmarshall(dynamo.commandCalls(PutItemCommand)[0]?.args[0].input.Item ?? {});
      expect(certificate.checkIssued(new X509Certificate(ca["pem"]))).toBe(true);
      expect(certificate.verify(caKeys.publicKey)).toBe(true);
      expect(certificate.subject).toBe("O=Demo A\nCN=CP-1");
      expect(command).toMatchObject({ action: "CertificateSigned", createdBy: "#system" });
      expect(certificateType).toBe(
        charger === charger16 ? undefined : "ChargingStationCertificate",
      );
      expect(stored).toMatchObject({
        chargerId: "CP-1",
        state: "issued",
        serialNumber: certificate.serialNumber.toLowerCase(),
        commandId: command?.["commandId"],
      });
      expect(String(due?.["sk"])).toMatch(/^CERTIFICATE-DUE#.*#CP-1#/);
    },
  );

  it("may ask under the name that it is registered with", async () => {
    dynamo.on(BatchGetItemCommand).resolves({
      Responses: {
        Directory: [toItem(anOperator())],
        Fleet: [toItem(aCharger({ certificateName: "SERIAL-77" }))],
      },
    });

    const answer = await ask(await aRequest(ecKeys(), { ...NAMES, commonName: "SERIAL-77" }));

    expect(answer).toEqual([3, "m-1", { status: "Accepted" }]);
  });

  it("gets no second one while the first is on its way", async () => {
    dynamo
      .on(GetItemCommand, { Key: toItem(keys.chargerKey("demo-a", keyIdOf(keysOfCharger))) })
      .resolves({ Item: toItem({ chargerId: "CP-1", issuedAt: new Date().toISOString() }) });

    const answer = await ask(await aRequest(keysOfCharger, NAMES));

    expect(answer).toEqual([3, "m-1", { status: "Accepted" }]);
    expect(kms.commandCalls(SignCommand)).toHaveLength(0);
  });

  it.each([
    [
      "another organisation",
      () => aRequest(ecKeys(), { ...NAMES, organisation: "Demo B" }),
      "organisation-wrong",
    ],
    [
      "another charger's name",
      () => aRequest(ecKeys(), { ...NAMES, commonName: "CP-2" }),
      "name-wrong",
    ],
    ["a weak key", () => aRequest(rsaKeys(1024), NAMES), "key-weak"],
    ["a key that has not signed it", () => aRequest(ecKeys(), NAMES, ecKeys()), "signature-wrong"],
    ["nothing that can be read", async () => "MIIB", "malformed"],
  ])("is refused with %s: a signal says so", async (_what, make, fault) => {
    const answer = await ask(await make());

    expect(answer).toEqual([3, "m-1", { status: "Rejected" }]);
    expect(written()).toEqual([]);
    expect(kms.commandCalls(SignCommand)).toHaveLength(0);
    const [signal] = signals();
    expect(signal).toContain("charger.certificate-request-refused");
    expect(signal).toContainEqual(expect.objectContaining({ fault }));
  });

  it("is refused with another charger's key", async () => {
    dynamo
      .on(GetItemCommand, { Key: toItem(keys.chargerKey("demo-a", keyIdOf(keysOfCharger))) })
      .resolves({ Item: toItem({ chargerId: "CP-2", issuedAt: "2026-01-01T00:00:00.000Z" }) });

    const answer = await ask(await aRequest(keysOfCharger, NAMES));

    expect(answer).toEqual([3, "m-1", { status: "Rejected" }]);
    expect(written()).toEqual([]);
  });
});

describe("a charger that asks for a certificate for ISO 15118", () => {
  it("has its request kept for a person", async () => {
    const certificateType = "V2GCertificate";

    const answer = await ask(V2G_CSR, charger201, { certificateType });

    expect(answer).toEqual([3, "m-1", { status: "Accepted" }]);
    expect(await writtenThings(dynamo)).toMatchObject([
      {
        sk: `REPORTED#certificate-request#${certificateType}`,
        content: { csr: V2G_CSR, use: certificateType },
      },
    ]);
  });
});
