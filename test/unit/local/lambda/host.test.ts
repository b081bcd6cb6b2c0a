import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import type { FunctionDefinition } from "#local/lambda/function-definition.ts";
import { type FunctionHost, startFunctionHost } from "#local/lambda/host.ts";
import type { PoolLimits } from "#local/lambda/pool-growth.ts";
import { aFunction, aTemporaryFolder } from "#test/support/local/function-folder.ts";

let host: FunctionHost;
let dataDir: string;
afterEach(() => host.stop());

function run(
  definitions: readonly FunctionDefinition[],
  limits: Partial<PoolLimits> = {},
): FunctionHost {
  dataDir = aTemporaryFolder();
  host = startFunctionHost({ definitions, dataDir, limits });
  return host;
}

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** Answers only when it is told to, so that a test decides how many run at once. */
const HELD = `
let inside = 0;
export const handler = async (event) => {
  inside += 1;
  const most = inside;
  await fetch(event.gate).catch(() => undefined);
  inside -= 1;
  return most;
};`;

/** An address that answers when it is told to. */
async function aGate(): Promise<{ readonly url: string; readonly open: () => void }> {
  const opened = Promise.withResolvers<void>();
  const server = createServer((_, response) => void opened.promise.then(() => response.end()));
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, open: () => opened.resolve() };
}

describe("a function", () => {
  it("gets the event and the context, and its answer comes back", async () => {
    run([
      aFunction(
        `export const handler = async (event, context) => ({
        event,
        name: context.functionName,
        hasTime: context.getRemainingTimeInMillis() > 0,
        table: process.env.TABLE,
        home: process.env.HOME ?? null,
      });`,
        { environment: { TABLE: "fleet" } },
      ),
    ]);

    const result = await host.invoke("fixture", { a: [1, null] });

    expect(result).toEqual({
      event: { a: [1, null] },
      name: "fixture",
      hasTime: true,
      table: "fleet",
      home: null,
    });
  });

  it("that answers nothing answers null", async () => {
    run([aFunction("export const handler = async () => {};")]);

    expect(await host.invoke("fixture", {})).toBeNull();
  });

  it("keeps its state between events, as an environment does", async () => {
    run([aFunction("let n = 0; export const handler = async () => ++n;")]);

    const first = await host.invoke("fixture", {});
    const second = await host.invoke("fixture", {});

    expect([first, second]).toEqual([1, 2]);
  });

  it("that throws rejects with the type and message of its error, and goes on", async () => {
    run([
      aFunction(`export const handler = async (event) => {
        if (event.fail) throw new RangeError("too far");
        return "fine";
      };`),
    ]);

    const error = await failure(host.invoke("fixture", { fail: true }));

    expect(error).toMatchObject({ errorType: "RangeError", message: "too far" });
    expect(await host.invoke("fixture", {})).toBe("fine");
  });

  it("that takes too long is ended with Sandbox.Timedout, and the next event finds a new one", async () => {
    run([
      aFunction(
        `export const handler = async (event) => {
          if (event.hang) for (;;);
          return "fine";
        };`,
        { timeoutSeconds: 0.3 },
      ),
    ]);
    await host.invoke("fixture", {});

    const error = await failure(host.invoke("fixture", { hang: true }));

    expect(error).toMatchObject({ errorType: "Sandbox.Timedout" });
    expect(await host.invoke("fixture", {})).toBe("fine");
  });

  it.each([
    ["ends its process", "process.exit(3);", "Runtime.ExitError"],
    [
      "leaves a rejection unhandled",
      "Promise.reject(new Error('late')); await new Promise(() => {});",
      "Runtime.UnhandledPromiseRejection",
    ],
    [
      "throws outside its handler",
      "setImmediate(() => { throw new TypeError('outside'); }); await new Promise(() => {});",
      "TypeError",
    ],
  ])("that %s fails its event, and only that one", async (_, statement, errorType) => {
    run([
      aFunction(`export const handler = async (event) => {
        if (event.bad) { ${statement} }
        return "fine";
      };`),
    ]);

    const error = await failure(host.invoke("fixture", { bad: true }));

    expect(error).toMatchObject({ errorType });
    expect(await host.invoke("fixture", {})).toBe("fine");
  });

  it.each([
    ["cannot be loaded", "throw new SyntaxError('at load');", "SyntaxError"],
    ["has no such export", "export const other = 1;", "Runtime.HandlerNotFound"],
  ])("whose bundle %s fails every event with the reason", async (_, source, errorType) => {
    run([aFunction(source)]);

    const errors = await Promise.all([
      failure(host.invoke("fixture", {})),
      failure(host.invoke("fixture", {})),
    ]);

    expect(errors).toMatchObject([{ errorType }, { errorType }]);
  });

  it("that nobody knows is refused by name", async () => {
    run([]);

    await expect(host.invoke("gone", {})).rejects.toThrow(/No function is called gone/);
  });

  it("writes into its log, not to the terminal", async () => {
    run([
      aFunction(
        "export const handler = async () => { console.log('one'); process.stderr.write('two\\n'); };",
      ),
    ]);

    await host.invoke("fixture", {});
    await host.stop();

    const log = readFileSync(join(dataDir, "logs", "fixture.log"), "utf8");
    expect(log).toContain("one\n");
    expect(log).toContain("two\n");
  });
});

describe("the environments", () => {
  it("take one event at a time", async () => {
    run([aFunction(HELD)], { environmentsPerFunction: 2 });

    const results = await Promise.all(
      Array.from({ length: 6 }, () => host.invoke("fixture", { gate: "http://127.0.0.1:1" })),
    );

    expect(results).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it("come with the load, but never more than all functions may have together", async () => {
    const slow = "export const handler = async () => new Promise((go) => setTimeout(go, 5));";
    run(
      ["a", "b", "c"].map((name) => aFunction(slow, { name })),
      { environments: 2 },
    );

    const results = await Promise.all(
      ["a", "b", "c", "a", "b", "c"].map((name) => host.invoke(name, {})),
    );

    expect(results).toHaveLength(6);
    expect(host.environments()).toBeLessThanOrEqual(2);
  });

  it("begin events in the order in which they came, whichever function they are for", async () => {
    const source = "export const handler = async (event) => process.hrtime.bigint().toString();";
    run(
      ["a", "b"].map((name) => aFunction(source, { name })),
      { running: 1, waitsAfterMs: 60_000 },
    );
    await Promise.all(["a", "b"].map((name) => host.invoke(name, {})));

    const begun = await Promise.all(
      ["a", "a", "b", "a", "b", "b"].map((name) => host.invoke(name, {})),
    );

    const times = begun.map((time) => BigInt(String(time)));
    expect(times).toEqual(times.toSorted((one, other) => (one < other ? -1 : 1)));
  });

  it("leave their turn to others when an event waits for something", async () => {
    const waits = "export const handler = async (event) => { await fetch(event.gate); return 1; };";
    run(
      [
        aFunction(waits, { name: "waits" }),
        aFunction("export const handler = async () => 2;", { name: "quick" }),
      ],
      {
        running: 1,
        waitsAfterMs: 20,
      },
    );
    const gate = await aGate();
    const waiting = host.invoke("waits", { gate: gate.url });

    const quick = await host.invoke("quick", {});
    gate.open();

    expect([quick, await waiting]).toEqual([2, 1]);
  });

  it("respect a function's reserved concurrency", async () => {
    run([aFunction("export const handler = async () => {};", { reservedConcurrency: 1 })]);

    await Promise.all(Array.from({ length: 20 }, () => host.invoke("fixture", {})));

    expect(host.environments()).toBe(1);
  });

  it("refuse what would wait in a queue that is full", async () => {
    run([aFunction("export const handler = async () => 1;")], { queuedPerFunction: 1 });

    const [first, second] = await Promise.all([
      host.invoke("fixture", {}),
      failure(host.invoke("fixture", {})),
    ]);

    expect(first).toBe(1);
    expect(second).toMatchObject({ name: "TooManyRequestsError" });
  });

  it("fail what runs and what waits when the platform stops", async () => {
    run([aFunction("export const handler = () => new Promise(() => {});")], {
      environmentsPerFunction: 1,
    });
    const running = failure(host.invoke("fixture", {}));
    const waiting = failure(host.invoke("fixture", {}));

    await host.stop();

    expect(await running).toMatchObject({ name: "FunctionError" });
    expect(await waiting).toMatchObject({ name: "FunctionError" });
    expect(host.environments()).toBe(0);
  });
});
