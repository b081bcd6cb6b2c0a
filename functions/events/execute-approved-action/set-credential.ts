import * as z from "zod";
import { integrationStore } from "#adapters/dynamodb/integration-store.ts";
import { DomainError } from "#domain/errors.ts";
import type { CarryOut } from "./approved-action.ts";

const payloadOf = z.strictObject({
  integrationId: z.string(),
  version: z.int(),
  credential: z.strictObject({ sealed: z.string(), fingerprint: z.string() }),
});

/** Sets the secret of an outside service, sealed as it was when it was asked for. */
export function carryOutCredential(directoryTable: string): CarryOut {
  return async ({ context, payload, closing, now }) => {
    const { integrationId, version, credential } = payloadOf.parse(payload);
    const store = integrationStore(context, directoryTable);
    const before = await store.find(integrationId);
    if (before.version !== version) {
      throw new DomainError("version.conflict", "It was changed since this was asked for.");
    }
    const set = { ...credential, setAt: now, setBy: context.subject };
    await store.change(before, { credential: set }, now, [closing]);
  };
}
