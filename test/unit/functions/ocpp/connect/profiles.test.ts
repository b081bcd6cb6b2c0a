import "#test/support/environment.ts";
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashChargerPassword } from "#adapters/credentials/charger-password.ts";
import { toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { certificateFacts, parseCertificate } from "#adapters/x509/read-certificate.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import { handler as connect } from "#functions/ocpp/connect/handler.ts";
import { aCharger, anOperator } from "#test/support/fleet.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { aCertificate, anAuthority } from "#test/support/x509.ts";

const EDGE = "the-secret-of-the-edge";
const OLD = "0123456789abcdef0123456789abcdef01234567";
const NEW = "76543210fedcba9876543210fedcba9876543210";
const dynamo = mockClient(DynamoDBClient);
const secrets = mockClient(SecretsManagerClient);
const credential = await hashChargerPassword(OLD, "2026-01-01T00:00:00.000Z");
const LATER = new Date(Date.now() + 3_600_000).toISOString();

let authority: Awaited<ReturnType<typeof anAuthority>>;
beforeAll(async () => {
  authority = await anAuthority("Demo A");
});
beforeEach(() => {
  dynamo.reset();
  secrets.on(GetSecretValueCommand).resolves({ SecretString: EDGE });
  dynamo.on(TransactWriteItemsCommand).resolves({});
  dynamo.on(UpdateItemCommand).resolves({});
  dynamo.on(GetItemCommand).resolves({});
  stored({});
});

function stored(charger: Partial<Charger>, settings: object = {}) {
  const operator = anOperator({ settings: { ...anOperator().settings, ...settings } });
  const Fleet = [toItem(aCharger({ credential, ...charger }))];
  dynamo.on(BatchGetItemCommand).resolves({ Responses: { Directory: [toItem(operator)], Fleet } });
}

const issued = (pem: string, state = "installed") => {
  const certificate = parseCertificate(pem);
  if (!certificate) throw new Error("no certificate");
  const { certificateId } = certificateFacts(certificate);
  dynamo
    .on(GetItemCommand, { Key: toItem(keys.chargerCertificate("demo-a", "CP-1", certificateId)) })
    .resolves({ Item: toItem({ certificateId, state, issuedAt: "2026-02-01T00:00:00.000Z" }) });
  return certificateId;
};
const registered = (pem: string) =>
  dynamo
    .on(GetItemCommand, { Key: toItem(keys.chargerRoots("demo-a")) })
    .resolves({ Item: toItem({ roots: [{ pem }] }) });

function handshake({
  proto = "https",
  password = OLD,
  pem,
}: {
  readonly proto?: string;
  readonly password?: string;
  readonly pem?: string;
}) {
  return connect(
    {
      headers: {
        "x-chargeward-origin": EDGE,
        "x-chargeward-authorization": `Basic ${Buffer.from(`CP-1:${password}`).toString("base64")}`,
        "cloudfront-forwarded-proto": proto,
        "sec-websocket-protocol": "ocpp1.6",
        ...(pem !== undefined && { "cloudfront-viewer-cert-pem": encodeURIComponent(pem) }),
      },
      queryStringParameters: { operator: "demo-a", charger: "CP-1" },
      requestContext: { connectionId: "socket-7" },
    },
    aContext(),
  );
}

const written = () => {
  const [call] = dynamo.commandCalls(TransactWriteItemsCommand);
  const { Update } = call?.args[0].input.TransactItems?.[1] ?? {};
  return {
    ...unmarshall(Update?.ExpressionAttributeValues ?? {}),
    expression: Update?.UpdateExpression,
  };
};
const signals = () =>
  dynamo
    .commandCalls(UpdateItemCommand)
    .filter(({ args }) => args[0].input.TableName === "Security")
    .map(({ args }) => unmarshall(args[0].input.ExpressionAttributeValues ?? {}))
    .map((values) => Object.values(values));

describe("a password", () => {
  it("is profile 1 without TLS and profile 2 with it, and the charger remembers", async () => {
    expect((await handshake({ proto: "http" })).statusCode).toBe(200);
    expect(written()).toMatchObject({ ":connection": { securityProfile: 1 } });
    dynamo.resetHistory();

    expect((await handshake({})).statusCode).toBe(200);
    expect(written()).toMatchObject({
      ":connection": { securityProfile: 2 },
      ":securityProfile": 2,
    });
  });

  it("is not enough below the operator's minimum: a signal says so", async () => {
    stored({}, { minimumSecurityProfile: 2 });

    expect((await handshake({ proto: "http" })).statusCode).toBe(403);
    expect(signals()).toEqual([expect.arrayContaining(["charger.profile-too-low", "CP-1"])]);
    expect((await handshake({})).statusCode).toBe(200);
  });

  it("is not enough for a charger that has come with a certificate before", async () => {
    stored({ securityProfile: 3 });

    expect((await handshake({})).statusCode).toBe(403);
    expect(dynamo.commandCalls(TransactWriteItemsCommand)).toEqual([]);
  });

  it("that is new counts beside the old one, and takes its place once it has been used", async () => {
    const next = { ...(await hashChargerPassword(NEW, LATER)), until: LATER };
    stored({ nextCredential: next });

    expect((await handshake({})).statusCode).toBe(200);
    expect(written().expression).not.toContain("nextCredential");
    dynamo.resetHistory();

    expect((await handshake({ password: NEW })).statusCode).toBe(200);
    expect(written()).toMatchObject({ ":credential": { salt: next.salt, hashes: next.hashes } });
    expect(written().expression).toContain("REMOVE #nextCredential");
  });

  it("that is new counts no longer once its time is over", async () => {
    const next = await hashChargerPassword(NEW, LATER);
    stored({ nextCredential: { ...next, until: "2026-01-01T00:00:00.000Z" } });

    expect((await handshake({ password: NEW })).statusCode).toBe(401);
  });
});

describe("a certificate", () => {
  const OWN = { commonName: "CP-1", organisation: "Demo A" };

  it("that was issued to the charger is profile 3, without a password", async () => {
    const { pem } = await aCertificate(authority, OWN);
    const certificateId = issued(pem);

    expect((await handshake({ pem, password: "wrong" })).statusCode).toBe(200);
    expect(written()).toMatchObject({
      ":connection": { securityProfile: 3, certificateId },
      ":securityProfile": 3,
    });
  });

  it("of a CA that the operator registered is profile 3", async () => {
    const { pem } = await aCertificate(authority, OWN);
    registered(authority.pem);

    expect((await handshake({ pem })).statusCode).toBe(200);
  });

  it("may bear the name that the charger is registered with", async () => {
    const { pem } = await aCertificate(authority, { ...OWN, commonName: "SERIAL-77" });
    registered(authority.pem);
    stored({ certificateName: "SERIAL-77" });

    expect((await handshake({ pem })).statusCode).toBe(200);
  });

  it.each([
    ["of another charger", { ...OWN, commonName: "CP-2" }, 365, "name-wrong"],
    ["of another organisation", { ...OWN, organisation: "Demo B" }, 365, "organisation-wrong"],
    ["that is over", OWN, -1, "expired"],
  ])(
    "%s is refused, though its CA is registered: a signal says so",
    async (_what, subject, days, fault) => {
      const { pem } = await aCertificate(authority, subject, { days });
      registered(authority.pem);

      expect((await handshake({ pem })).statusCode).toBe(401);
      const [signal] = signals();
      expect(signal).toEqual(expect.arrayContaining(["charger.certificate-wrong", "CP-1"]));
      expect(signal).toContainEqual(expect.objectContaining({ fault }));
    },
  );

  it.each([
    ["was revoked", "revoked"],
    ["the charger did not take", "refused"],
  ])("that %s is refused, the right password beside it or not", async (_what, state) => {
    const { pem } = await aCertificate(authority, OWN);
    issued(pem, state);
    registered(authority.pem);

    expect((await handshake({ pem })).statusCode).toBe(401);
  });

  it("that was issued to an earlier charger of the same id is refused", async () => {
    const { pem } = await aCertificate(authority, OWN);
    issued(pem);
    stored({ createdAt: "2026-02-02T00:00:00.000Z" });

    expect((await handshake({ pem })).statusCode).toBe(401);
  });

  it.each([
    [
      "of a CA that nobody knows",
      async () => (await aCertificate(await anAuthority("Demo A"), OWN)).pem,
    ],
    ["that cannot be read", async () => "%zz"],
  ])("%s is refused", async (_what, make) => {
    registered(authority.pem);

    expect((await handshake({ pem: await make() })).statusCode).toBe(401);
  });

  it("does not count where the edge says that there was no TLS", async () => {
    const { pem } = await aCertificate(authority, OWN);
    issued(pem);

    await handshake({ pem, proto: "http" });

    expect(written()).toMatchObject({ ":connection": { securityProfile: 1 } });
  });
});
