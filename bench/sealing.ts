import { createHmac, randomBytes } from "node:crypto";
import { base32 } from "#adapters/base32.ts";
import { openEnvelope, readEnvelope, sealText } from "#adapters/kms/envelope.ts";

/** What the warm keys of a message cost: CPU for each operation, without Vault and KMS, which a warm key does not ask. */
const ROUNDS = 20_000;
const owner = { operatorId: "bench", subjectId: "operator", purpose: "command" } as const;
const place = { table: "Fleet", pk: "bench#CP", sk: "COMMAND#1", attribute: "payload" };
const key = { generation: 1, bytes: randomBytes(32) };
const text = JSON.stringify({ connectorId: 1, idTag: "BENCH-TAG-1" });
const sealed = sealText(text, key, owner, place);

const operations: Readonly<Record<string, () => unknown>> = {
  "blind index": () =>
    base32(createHmac("sha256", key.bytes).update('["token","BENCH-TAG-1"]').digest(), 26),
  seal: () => sealText(text, key, owner, place),
  open: () => openEnvelope(readEnvelope(sealed, owner), key.bytes, owner.operatorId, place),
};

for (const [name, run] of Object.entries(operations)) {
  for (let round = 0; round < ROUNDS / 10; round++) run();
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) run();
  const { user, system } = process.cpuUsage(before);
  const microseconds = (user + system) / ROUNDS;
  process.stdout.write(`${name}: ${microseconds.toFixed(1)} µs\n`);
}
