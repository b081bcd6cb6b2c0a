import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doOnce } from "#functions/shared/idempotency.ts";
import { memoryRememberedWrites } from "#test/support/rest-gate.ts";

const request = fc.record({
  method: fc.constantFrom("POST", "PUT"),
  path: fc.webPath(),
  body: fc.json(),
});

describe("a key's writes", () => {
  it("run once, whatever they are and however often they are repeated", async () => {
    await fc.assert(
      fc.asyncProperty(request, fc.integer({ min: 1, max: 5 }), async (sent, times) => {
        const store = memoryRememberedWrites();
        let runs = 0;
        const write = {
          ...sent,
          scope: "demo-a",
          subject: "admin",
          idempotencyKey: "12345678",
          startedAt: "2026-03-01T10:00:00.000Z",
          shownOnce: [],
        };

        const answers = [];
        for (let time = 0; time < times; time++) {
          answers.push(
            await doOnce(store, write, async () => {
              runs++;
              return { status: 201, headers: {}, body: `{"run":${runs}}` };
            }),
          );
        }

        expect(runs).toBe(1);
        expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
      }),
    );
  });

  it("are told apart when method, path or body differ", async () => {
    await fc.assert(
      fc.asyncProperty(request, request, async (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        const store = memoryRememberedWrites();
        const write = {
          scope: "demo-a",
          subject: "admin",
          idempotencyKey: "12345678",
          startedAt: "2026-03-01T10:00:00.000Z",
          shownOnce: [],
        };
        const run = async () => ({ status: 201, headers: {}, body: "{}" });
        await doOnce(store, { ...write, ...one }, run);

        const second = doOnce(store, { ...write, ...other }, run);

        await expect(second).rejects.toMatchObject({ code: "request.idempotency-key-reused" });
      }),
    );
  });
});
