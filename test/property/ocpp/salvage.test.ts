import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as meterValues16 from "#ocpp/generated/v16/meter-values.js";
import * as meterValues16Schema from "#ocpp/generated/v16/meter-values-schema.js";
import * as start from "#ocpp/generated/v16/start-transaction.js";
import * as startSchema from "#ocpp/generated/v16/start-transaction-schema.js";
import * as stop from "#ocpp/generated/v16/stop-transaction.js";
import * as stopSchema from "#ocpp/generated/v16/stop-transaction-schema.js";
import * as meterValues201 from "#ocpp/generated/v201/meter-values.js";
import * as meterValues201Schema from "#ocpp/generated/v201/meter-values-schema.js";
import * as event from "#ocpp/generated/v201/transaction-event.js";
import * as eventSchema from "#ocpp/generated/v201/transaction-event-schema.js";
import { salvageMeterValues16, salvageMeterValues201 } from "#ocpp/salvage/meter-values.ts";
import { salvageStartTransaction } from "#ocpp/salvage/start-transaction.ts";
import { salvageStopTransaction } from "#ocpp/salvage/stop-transaction.ts";
import { salvageTransactionEvent } from "#ocpp/salvage/transaction-event.ts";
import { arbitraryOf, withOneChange } from "./arbitrary-of-schema.ts";

const RECEIVED_AT = "2026-11-20T10:00:00.000Z";

describe.each([
  { name: "1.6 StartTransaction", ...start, ...startSchema, salvage: salvageStartTransaction },
  { name: "1.6 StopTransaction", ...stop, ...stopSchema, salvage: salvageStopTransaction },
  {
    name: "1.6 MeterValues",
    ...meterValues16,
    ...meterValues16Schema,
    salvage: salvageMeterValues16,
  },
  {
    name: "2.0.1 MeterValues",
    ...meterValues201,
    ...meterValues201Schema,
    salvage: salvageMeterValues201,
  },
  { name: "2.0.1 TransactionEvent", ...event, ...eventSchema, salvage: salvageTransactionEvent },
])("$name", ({ validateRequest, requestSchema, salvage }) => {
  const changed = fc
    .tuple(
      arbitraryOf(requestSchema),
      fc.array(fc.tuple(fc.array(fc.nat(), { maxLength: 6 }), fc.jsonValue()), { maxLength: 4 }),
    )
    .map(([message, changes]) =>
      changes.reduce((value: unknown, [at, change]) => withOneChange(value, at, change), message),
    );

  it("in order passes untouched", () => {
    fc.assert(
      fc.property(arbitraryOf(requestSchema), (message) => {
        const { request, deviations } = salvage(message, RECEIVED_AT);

        expect(request).toBe(message);
        expect(deviations).toEqual([]);
      }),
    );
  });

  it.each([
    ["anything at all", fc.jsonValue()],
    ["a message with a few wrong places", changed],
  ])("becomes valid out of %s, and stays so", (_, payloads) => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const { request } = salvage(payload, RECEIVED_AT);

        expect(validateRequest(request).ok).toBe(true);
        expect(salvage(request, RECEIVED_AT)).toEqual({ request, deviations: [] });
      }),
      { numRuns: 300 },
    );
  });

  it("names no value in its deviations", () => {
    fc.assert(
      fc.property(changed, (payload) => {
        const { deviations } = salvage(payload, RECEIVED_AT);

        for (const deviation of deviations) expect(deviation).toMatch(/^[A-Za-z.]+:[a-z-]+$/);
      }),
    );
  });
});
