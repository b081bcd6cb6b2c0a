import { expect, it } from "vitest";
import { type Observation, summaryOf } from "../../../../bench/handlers/summary.ts";

const call = { readUnits: 1, writeUnits: 2 };
const heartbeat = (mode: Observation["mode"], calls: number, cpuMs: number): Observation => ({
  label: "Heartbeat",
  mode,
  calls: Array.from({ length: calls }, () => call),
  logBytes: 10,
  cpuMs,
});

it("takes calls from warm invocations, capacity from cold ones and CPU from replayed ones", () => {
  const observations = [
    heartbeat("cold", 2, 5),
    heartbeat("cold", 2, 5),
    heartbeat("warm", 1, 3),
    heartbeat("replay", 0, 0.1),
    heartbeat("replay", 0, 0.1),
    heartbeat("replay", 0, 9),
  ];

  const [summary] = summaryOf(observations);

  expect(summary).toEqual({
    action: "Heartbeat",
    awsCalls: 1,
    awsCallsCold: 2,
    readUnits: 2,
    writeUnits: 4,
    logBytes: 10,
    handlerCpuMs: 0.1,
    totalCpuMs: 3,
  });
});
