import { type KMSClient as Client, KMSClient } from "@aws-sdk/client-kms";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { carryOutApproved } from "#test/support/carry-out-approved.ts";
import { CUSTOMER_KEY_ARN } from "#test/support/kms.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const PLATFORM_KEY_ARN = "arn:aws:kms:eu-central-1:111111111111:key/vault";

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world?.stop());
afterEach(() => vi.restoreAllMocks());
