import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as meterValues16 from "#ocpp/generated/v16/meter-values.js";
import * as start from "#ocpp/generated/v16/start-transaction.js";
import * as stop from "#ocpp/generated/v16/stop-transaction.js";
import * as meterValues201 from "#ocpp/generated/v201/meter-values.js";
import * as event from "#ocpp/generated/v201/transaction-event.js";
import { salvageMeterValues16, salvageMeterValues201 } from "#ocpp/salvage/meter-values.ts";
import { salvageStartTransaction } from "#ocpp/salvage/start-transaction.ts";
import { salvageStopTransaction } from "#ocpp/salvage/stop-transaction.ts";
import { salvageTransactionEvent } from "#ocpp/salvage/transaction-event.ts";
import { arbitraryOf, schemaOf, withOneChange } from "./arbitrary-of-schema.ts";

const RECEIVED_AT = "2026-11-20T10:00:00.000Z";

/** A description in our words, a picture of a time, or a word where the schema asks for one. */
const SHAPE_OR_WORD =
  /^(?:nothing|null|number|boolean|object|a name in other letters|\d+ fields|(?:list|text) of \d+(?: characters)?|[9\sTZ:.,+-]+|"[A-Za-z ._-]+")$/i;

describe.each([
  { name: "1.6 StartTransaction", ...start, salvage: salvageStartTransaction },
  { name: "1.6 StopTransaction", ...stop, salvage: salvageStopTransaction },
  {
    name: "1.6 MeterValues",
    ...meterValues16,

    salvage: salvageMeterValues16,
  },
  {
    name: "2.0.1 MeterValues",
    ...meterValues201,

    salvage: salvageMeterValues201,
  },
  { name: "2.0.1 TransactionEvent", ...event, salvage: salvageTransactionEvent },
])("$name", ({ validateRequest, salvage }) => {
  const requestSchema = schemaOf(validateRequest);

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

        const again = salvage(request, RECEIVED_AT);

        expect(again.request).toEqual(request);
        // What is somewhat too long is kept whole, so it is noticed each time, and nothing else is.
        expect(again.deviations.filter(({ kind }) => kind !== "too-long")).toEqual([]);
        expect(validateRequest(request).ok).toBe(again.deviations.length === 0);
      }),
      { numRuns: 300 },
    );
  });

  it("names no value in its deviations", () => {
    fc.assert(
      fc.property(changed, (payload) => {
        const { deviations } = salvage(payload, RECEIVED_AT);

        for (const { path, sent } of deviations) {
          expect(path).toMatch(/^[A-Za-z0-9.]+$/);
          expect(sent).toMatch(SHAPE_OR_WORD);
        }
      }),
    );
  });
});
