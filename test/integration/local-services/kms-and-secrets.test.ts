import { createPublicKey, verify } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  KMSClient,
  ReEncryptCommand,
  SignCommand,
  VerifyCommand,
  VerifyMacCommand,
} from "@aws-sdk/client-kms";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startKms } from "#local/kms.ts";
import { startSecrets } from "#local/secrets.ts";
import type { EndpointService, KeyDefinition, SecretsService } from "#local/services.ts";

const credentials = { accessKeyId: "a", secretAccessKey: "b" };
const region = "eu-west-1";

function key(keyId: string, keySpec: string, keyUsage: string): KeyDefinition {
  const arn = `arn:aws:kms:eu-west-1:000000000000:key/${keyId}`;
  return { keyId, arn, aliases: [`alias/${keyId}`], keySpec, keyUsage };
}

const KEYS = [
  key("tables", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"),
  key("other", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"),
  key("index", "HMAC_256", "GENERATE_VERIFY_MAC"),
  key("anchor", "ECC_NIST_P256", "SIGN_VERIFY"),
  key("rsa", "RSA_2048", "SIGN_VERIFY"),
];
const context = { operatorId: "demo-a" };
const plaintext = Buffer.from("secret of a driver");

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "chargeward-keys-"));
});

afterEach(() => rm(dataDir, { recursive: true }));

describe("the local KMS", () => {
  let server: EndpointService;
  let kms: KMSClient;

  async function start(): Promise<void> {
    server = await startKms({ dataDir, region, accountId: "000000000000", keys: KEYS });
    kms = new KMSClient({ endpoint: server.endpoint, region, credentials });
  }

  async function stop(): Promise<void> {
    kms.destroy();
    await server.stop();
  }

  beforeEach(start);
  afterEach(stop);

  const encrypt = () =>
    kms.send(
      new EncryptCommand({
        KeyId: "alias/tables",
        Plaintext: plaintext,
        EncryptionContext: context,
      }),
    );

  it("decrypts after a restart what it encrypted before", async () => {
    const { CiphertextBlob } = await encrypt();

    await stop();
    await start();

    const opened = await kms.send(
      new DecryptCommand({ CiphertextBlob, EncryptionContext: context }),
    );
    expect(Buffer.from(opened.Plaintext ?? [])).toEqual(plaintext);
    expect(opened.KeyId).toBe(KEYS[0]?.arn);
  });

  it("keeps its keys in a file for the owner alone", async () => {
    expect((await stat(join(dataDir, "kms.json"))).mode & 0o777).toBe(0o600);
  });

  it("refuses another context as KMS does", async () => {
    const { CiphertextBlob } = await encrypt();

    const wrong = kms.send(
      new DecryptCommand({ CiphertextBlob, EncryptionContext: { operatorId: "demo-b" } }),
    );

    await expect(wrong).rejects.toMatchObject({ name: "InvalidCiphertextException" });
  });

  it("refuses a ciphertext of another key than the one that was named", async () => {
    const { CiphertextBlob } = await encrypt();

    const wrong = kms.send(
      new DecryptCommand({ CiphertextBlob, EncryptionContext: context, KeyId: "other" }),
    );

    await expect(wrong).rejects.toMatchObject({ name: "IncorrectKeyException" });
  });

  it("wraps data keys that it can unwrap", async () => {
    const made = await kms.send(
      new GenerateDataKeyCommand({
        KeyId: KEYS[0]?.arn,
        KeySpec: "AES_256",
        EncryptionContext: context,
      }),
    );

    const unwrapped = await kms.send(
      new DecryptCommand({ CiphertextBlob: made.CiphertextBlob, EncryptionContext: context }),
    );
    expect(made.Plaintext).toHaveLength(32);
    expect(unwrapped.Plaintext).toEqual(made.Plaintext);
  });

  it("moves a ciphertext to another key and context", async () => {
    const { CiphertextBlob } = await encrypt();

    const moved = await kms.send(
      new ReEncryptCommand({
        CiphertextBlob,
        SourceEncryptionContext: context,
        DestinationKeyId: "other",
        DestinationEncryptionContext: { moved: "yes" },
      }),
    );

    const opened = await kms.send(
      new DecryptCommand({
        CiphertextBlob: moved.CiphertextBlob,
        EncryptionContext: { moved: "yes" },
      }),
    );
    expect(Buffer.from(opened.Plaintext ?? [])).toEqual(plaintext);
  });

  it("tells a right MAC from a wrong one", async () => {
    const request = {
      KeyId: "index",
      MacAlgorithm: "HMAC_SHA_256",
      Message: Buffer.from("a@example.com"),
    } as const;
    const { Mac } = await kms.send(new GenerateMacCommand(request));

    const right = await kms.send(new VerifyMacCommand({ ...request, Mac }));
    const wrong = kms.send(
      new VerifyMacCommand({ ...request, Mac, Message: Buffer.from("b@example.com") }),
    );

    expect(right.MacValid).toBe(true);
    await expect(wrong).rejects.toMatchObject({ name: "KMSInvalidMacException" });
  });

  it.each([
    ["anchor", "ECDSA_SHA_256"],
    ["rsa", "RSASSA_PSS_SHA_256"],
    ["rsa", "RSASSA_PKCS1_V1_5_SHA_512"],
  ] as const)("signs with %s by %s and refuses what was not signed", async (KeyId, algorithm) => {
    const request = { KeyId, SigningAlgorithm: algorithm, Message: plaintext } as const;
    const { Signature } = await kms.send(new SignCommand(request));

    const right = await kms.send(new VerifyCommand({ ...request, Signature }));
    const wrong = kms.send(new VerifyCommand({ ...request, Signature, Message: Buffer.from("x") }));

    expect(right.SignatureValid).toBe(true);
    await expect(wrong).rejects.toMatchObject({ name: "KMSInvalidSignatureException" });
  });

  it("gives the public key, with which others can check a signature", async () => {
    const { Signature } = await kms.send(
      new SignCommand({ KeyId: "anchor", SigningAlgorithm: "ECDSA_SHA_256", Message: plaintext }),
    );

    const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: "anchor" }));

    const publicKey = createPublicKey({
      key: Buffer.from(PublicKey ?? []),
      format: "der",
      type: "spki",
    });
    expect(verify("sha256", plaintext, publicKey, Signature ?? Buffer.alloc(0))).toBe(true);
  });

  it("describes a key, and says when there is none or it is for something else", async () => {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: "alias/index" }));
    const unknown = kms.send(new DescribeKeyCommand({ KeyId: "alias/nothing" }));
    const misused = kms.send(new EncryptCommand({ KeyId: "index", Plaintext: plaintext }));

    expect(KeyMetadata).toMatchObject({ KeyId: "index", MacAlgorithms: ["HMAC_SHA_256"] });
    await expect(unknown).rejects.toMatchObject({ name: "NotFoundException" });
    await expect(misused).rejects.toMatchObject({ name: "InvalidKeyUsageException" });
  });

  it("refuses a request that is not signed", async () => {
    const answer = await fetch(server.endpoint, {
      method: "POST",
      headers: { "x-amz-target": "TrentService.DescribeKey" },
      body: "{}",
    });

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("MissingAuthenticationTokenException");
  });
});

describe("the local Secrets Manager", () => {
  const NAME = "chargeward/origin";
  const ARN = `arn:aws:secretsmanager:eu-west-1:000000000000:secret:${NAME}-abcdef`;
  let server: SecretsService;
  let client: SecretsManagerClient;

  async function start(): Promise<void> {
    server = await startSecrets({
      dataDir,
      secrets: [
        { name: NAME, arn: ARN, generate: { PasswordLength: 40, ExcludePunctuation: true } },
        { name: "plain", arn: "arn:plain", secretString: "as the template says" },
      ],
    });
    client = new SecretsManagerClient({ endpoint: server.endpoint, region, credentials });
  }

  async function stop(): Promise<void> {
    client.destroy();
    await server.stop();
  }

  beforeEach(start);
  afterEach(stop);

  const secretString = async (SecretId: string) =>
    (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;

  it("makes a secret once, and keeps it for the owner alone", async () => {
    const first = await secretString(NAME);

    await stop();
    await start();

    expect(first).toMatch(/^[a-zA-Z0-9]{40}$/);
    expect(await secretString(ARN)).toBe(first);
    expect(server.secretString(ARN)).toBe(first);
    expect((await stat(join(dataDir, "secrets.json"))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(dataDir, "secrets.json"), "utf8")).toContain(first);
  });

  it("gives the value that the template gives", async () => {
    expect(await secretString("plain")).toBe("as the template says");
  });

  it("says when there is no such secret", async () => {
    await expect(secretString("nothing")).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});
