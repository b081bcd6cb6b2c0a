import { describe, expect, it, vi } from "vitest";
import { createStopper } from "#local/startup/stopper.ts";

describe("stopping", () => {
  it("ends services in the reverse of their order, each before the one that it needs", async () => {
    const ended: string[] = [];
    const stopper = createStopper(
      async () => void ended.push("last"),
      () => undefined,
    );
    for (const name of ["database", "functions", "doors"]) {
      stopper.add({ name, stop: async () => void ended.push(name) });
    }

    await stopper.stop();

    expect(ended).toEqual(["doors", "functions", "database", "last"]);
  });

  it("happens once, however often it is asked for", async () => {
    const last = vi.fn(async () => undefined);
    const stopper = createStopper(last, () => undefined);

    await Promise.all([stopper.stop(), stopper.stop()]);

    expect(last).toHaveBeenCalledTimes(1);
  });

  it("goes on when a service cannot be stopped, or waits for one behind it", async () => {
    const database = vi.fn(async () => undefined);
    const freed = Promise.withResolvers<void>();
    const writeLog = vi.fn();
    const stopper = createStopper(async () => undefined, writeLog);
    stopper.add({ name: "database", stop: database });
    stopper.add({ name: "functions", stop: async () => freed.resolve() });
    stopper.add({ name: "waits for functions", stop: () => freed.promise });
    stopper.add({ name: "broken", stop: () => Promise.reject(new Error("no")) });

    await stopper.stop();

    expect(database).toHaveBeenCalledTimes(1);
    expect(writeLog).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("broken"));
  });
});
