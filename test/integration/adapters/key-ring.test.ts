import "#test/support/environment.ts";
import { GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { mockClient } from "aws-sdk-client-mock";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  type MockInstance,
  vi,
} from "vitest";
import { startTables } from "#test/support/dynamodb.ts";
import { startCredentialKey } from "#test/support/kms.ts";

const KEY_ARN = "arn:aws:kms:eu-central-1:111111111111:key/vault";
const PLACE = { table: "Charging", pk: "demo-a", sk: "TOKEN#ref", attribute: "tokenId" };
const SUBJECT_KEY_AGE_MS = 45_000;
const stubbed = () => mockClient(KMSClient);
let nextSubject = 0;
const newSubject = () => ({ subjectId: `subject-${++nextSubject}`, purpose: "token" }) as const;

let stop: () => Promise<void>;

beforeAll(async () => {
  const tables = await startTables();
  const kms = await startCredentialKey();
  stop = async () => {
    await kms.stop();
    await tables.stop();
  };
});
afterAll(() => stop());

/** An execution environment of its own: its memory, its clock, and what it asks of KMS. */
async function anEnvironment(keyArn = KEY_ARN) {
  const { fieldSealer } = await import("#adapters/kms/field-sealer.ts");
  const { blindIndex } = await import("#adapters/kms/blind-index.ts");
  const { keyRing } = await import("#adapters/kms/key-ring.ts");
  let now = 0;
  const ring = keyRing({ vaultTable: "Vault", keyArn, bounds: { nowMs: () => now } });
  return {
    sealer: fieldSealer(ring)({ operatorId: "demo-a" }),
    foreign: fieldSealer(ring)({ operatorId: "demo-b" }),
    index: blindIndex(ring),
    pass(ms: number) {
      now += ms;
    },
  };
}

describe("keys", () => {
  let asked: MockInstance<KMSClient["send"]>;
  beforeEach(() => {
    asked = vi.spyOn(KMSClient.prototype, "send");
  });
  afterEach(() => asked.mockRestore());

  it("cost one call to KMS for a new subject, and none while they are warm", async () => {
    const { sealer } = await anEnvironment();
    const subject = newSubject();

    const sealed = await Promise.all(["a", "b", "c"].map((t) => sealer.seal(subject, PLACE, t)));
    const opened = await Promise.all(sealed.map((each) => sealer.open(subject, PLACE, each)));

    expect(opened).toEqual(["a", "b", "c"]);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("are asked of KMS once where many need them at once", async () => {
    const subject = newSubject();
    const { sealer } = await anEnvironment();
    const sealed = await sealer.seal(subject, PLACE, "a");
    const { sealer: other } = await anEnvironment();
    asked.mockClear();

    await Promise.all([1, 2, 3].map(() => other.open(subject, PLACE, sealed)));

    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("are the same for two environments that need them first at the same moment", async () => {
    const [one, other] = await Promise.all([anEnvironment(), anEnvironment()]);
    const subject = newSubject();

    const [first, second] = await Promise.all([
      one.sealer.seal(subject, PLACE, "first"),
      other.sealer.seal(subject, PLACE, "second"),
    ]);

    expect(await other.sealer.open(subject, PLACE, first)).toBe("first");
    expect(await one.sealer.open(subject, PLACE, second)).toBe("second");
  });
});

describe("a subject that is forgotten", () => {
  it("is unreadable at once where it was forgotten, and a minute later everywhere", async () => {
    const subject = newSubject();
    const here = await anEnvironment();
    const elsewhere = await anEnvironment();
    const sealed = await here.sealer.seal(subject, PLACE, "04AB12CD");
    await elsewhere.sealer.open(subject, PLACE, sealed);

    await here.sealer.forget(subject.subjectId, "2026-03-01T10:00:00.000Z");
    elsewhere.pass(SUBJECT_KEY_AGE_MS);

    for (const { sealer } of [here, elsewhere, await anEnvironment()]) {
      await expect(sealer.open(subject, PLACE, sealed)).rejects.toMatchObject({
        code: "privacy.erased",
      });
    }
  });

  it("gets no new key, not even from who held the old one", async () => {
    const subject = newSubject();
    const { sealer } = await anEnvironment();
    await sealer.seal(subject, PLACE, "04AB12CD");
    await sealer.forget(subject.subjectId, "2026-03-01T10:00:00.000Z");

    const sealing = sealer.seal(subject, PLACE, "again");

    await expect(sealing).rejects.toMatchObject({ code: "privacy.erased" });
  });

  it("loses the keys of every purpose, and others keep theirs", async () => {
    const { subjectId } = newSubject();
    const other = newSubject();
    const { sealer } = await anEnvironment();
    const contact = await sealer.seal({ subjectId, purpose: "contact" }, PLACE, "ann@example.com");
    const kept = await sealer.seal(other, PLACE, "kept");

    await sealer.forget(subjectId, "2026-03-01T10:00:00.000Z");

    await expect(
      sealer.open({ subjectId, purpose: "contact" }, PLACE, contact),
    ).rejects.toMatchObject({ code: "privacy.erased" });
    expect(await sealer.open(other, PLACE, kept)).toBe("kept");
  });
});

it("opens nothing of another operator", async () => {
  const { sealer, foreign } = await anEnvironment();
  const subject = newSubject();
  const sealed = await sealer.seal(subject, PLACE, "04AB12CD");

  const opening = foreign.open(subject, PLACE, sealed);

  await expect(opening).rejects.toMatchObject({ code: "privacy.erased" });
});

describe("a blind index", () => {
  it("is the same for one value in one operator, however it is written", async () => {
    const [one, other] = await Promise.all([anEnvironment(), anEnvironment()]);

    const first = await one.index("demo-a", "token", "ab12");
    const second = await other.index("demo-a", "token", "AB12");

    expect(second).toBe(first);
    expect(first).toMatch(/^[a-z2-7]{26}$/);
  });

  it("differs between operators, kinds and values", async () => {
    const { index } = await anEnvironment();

    const indexes = await Promise.all([
      index("demo-a", "token", "34ABC123"),
      index("demo-b", "token", "34ABC123"),
      index("demo-a", "plate", "34ABC123"),
      index("demo-a", "token", "34ABC124"),
    ]);

    expect(new Set(indexes).size).toBe(4);
  });
});

describe("KMS away", () => {
  let kms: ReturnType<typeof stubbed>;
  beforeEach(() => {
    kms = stubbed();
  });
  afterEach(() => kms.restore());

  it("is a refusal that says so, and leaves no key behind", async () => {
    kms
      .on(GenerateDataKeyCommand)
      .rejects(Object.assign(new Error("slow down"), { name: "ThrottlingException" }));
    const { sealer } = await anEnvironment();
    const subject = newSubject();

    const sealing = sealer.seal(subject, PLACE, "04AB12CD");

    await expect(sealing).rejects.toMatchObject({ code: "privacy.throttled" });
    const { vaultStore } = await import("#adapters/dynamodb/vault-store.ts");
    expect(await vaultStore("Vault").find("demo-a", subject)).toBeUndefined();
  });
});
