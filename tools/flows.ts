// Lets payments live through faults at every step, and judges that every promise about money is kept.
import { parseArgs } from "node:util";
import { runFlow } from "./flows/run-flow.ts";

const { values } = parseArgs({
  options: {
    flows: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
  },
});

const ends = new Map<string, number>();
const wrong: string[] = [];
let faults = 0;
for (let flow = 0; flow < Number(values.flows); flow++) {
  const result = await runFlow(Number(values.seed) + flow);
  const { state = "gone", endReason } = result.payment ?? {};
  const end = endReason === undefined ? state : `${state} (${endReason})`;
  ends.set(end, (ends.get(end) ?? 0) + 1);
  faults += result.faults;
  wrong.push(...result.wrong);
}
for (const [end, count] of [...ends].sort(([, one], [, other]) => other - one)) {
  process.stdout.write(`${String(count).padStart(6)}  ${end}\n`);
}
process.stdout.write(`${values.flows} flows, ${faults} faults, ${wrong.length} broken promises\n`);
for (const line of wrong.slice(0, 50)) process.stdout.write(`wrong: ${line}\n`);
if (wrong.length > 0) process.exitCode = 1;
