import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Resident memory of a process and all its descendants, in MB of 2^20; pages that they share count for each. */
export async function residentMegabytesOfTree(rootPid: number): Promise<number> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,rss="]);
  const processes = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const tree = new Set([rootPid]);
  let sizeBefore = 0;
  while (tree.size > sizeBefore) {
    sizeBefore = tree.size;
    for (const [pid = 0, parentPid = 0] of processes) if (tree.has(parentPid)) tree.add(pid);
  }
  const kilobytes = processes.reduce(
    (sum, [pid = 0, , residentKilobytes = 0]) => sum + (tree.has(pid) ? residentKilobytes : 0),
    0,
  );
  return kilobytes / 1024;
}
