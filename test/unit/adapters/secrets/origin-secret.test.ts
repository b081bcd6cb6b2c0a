import "#test/support/environment.ts";
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { originSecret } from "#adapters/secrets/origin-secret.ts";

const secrets = mockClient(SecretsManagerClient);

function stored(current: string, previous?: string) {
  const missing = new ResourceNotFoundException({ message: "no such version", $metadata: {} });
  secrets.on(GetSecretValueCommand, { VersionStage: "AWSCURRENT" }).resolves({
    SecretString: current,
  });
  const before = secrets.on(GetSecretValueCommand, { VersionStage: "AWSPREVIOUS" });
  if (previous === undefined) before.rejects(missing);
  else before.resolves({ SecretString: previous });
}

function movableClock() {
  let nowMs = 0;
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return { now: () => nowMs, advance };
}

beforeEach(() => {
  secrets.reset();
});

it("takes the current and the previous value while the edge learns the newer one", async () => {
  stored("new", "old");
  const edge = originSecret("origin");

  expect(await edge.matches("new")).toBe(true);
  expect(await edge.matches("old")).toBe(true);
  expect(await edge.matches("older")).toBe(false);
});

it("does without a previous value as long as the secret was never rotated", async () => {
  stored("new");
  const edge = originSecret("origin");

  expect(await edge.matches("new")).toBe(true);
  expect(await edge.matches("")).toBe(false);
  expect(await edge.matches(undefined)).toBe(false);
});

it("remembers the values for five minutes, and then reads them again", async () => {
  stored("new");
  const clock = movableClock();
  const edge = originSecret("origin", clock.now);

  await edge.matches("new");
  clock.advance(299_999);
  await edge.matches("new");
  const readsWithinFiveMinutes = secrets.calls().length;
  clock.advance(1);
  await edge.matches("new");

  expect(readsWithinFiveMinutes).toBe(2);
  expect(secrets.calls()).toHaveLength(4);
});

it("knows a value of a rotation that it has not seen yet", async () => {
  stored("first");
  const clock = movableClock();
  const edge = originSecret("origin", clock.now);
  await edge.matches("first");

  stored("second", "first");
  clock.advance(30_000);

  expect(await edge.matches("second")).toBe(true);
});

it("does not read again for each guess", async () => {
  stored("new", "old");
  const edge = originSecret("origin", movableClock().now);

  for (let guess = 0; guess < 20; guess++) await edge.matches(`guess-${guess}`);

  expect(secrets.calls()).toHaveLength(2);
});

it("fails when the secret cannot be read, rather than let anybody in", async () => {
  secrets.on(GetSecretValueCommand).rejects(new Error("unreachable"));

  await expect(originSecret("origin").matches("x")).rejects.toThrow("unreachable");
});
