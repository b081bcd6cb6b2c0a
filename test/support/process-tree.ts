import { readdirSync, readFileSync } from "node:fs";

interface Process {
  readonly pid: number;
  readonly parentPid: number;
  readonly hasEnded: boolean;
}

/** `/proc/<pid>/stat`: the name in parentheses may itself hold anything, so what counts comes after the last one. */
function processOf(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parentPid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { pid, parentPid: Number(parentPid), hasEnded: state === "Z" || state === "X" };
  } catch {
    return undefined;
  }
}

/** Whether a process runs; one that ended but was not yet collected does not. */
export function isRunning(pid: number): boolean {
  const process = processOf(pid);
  return process !== undefined && !process.hasEnded;
}

/** A process and all that it started, directly or through others. */
export function processTree(rootPid: number): readonly number[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processOf(Number(name)) ?? []);
  const tree = [rootPid];
  for (const parent of tree) {
    tree.push(...all.filter(({ parentPid }) => parentPid === parent).map(({ pid }) => pid));
  }
  return tree;
}

/** Megabytes of memory that a process has in RAM. */
export function residentMegabytes(pid: number): number {
  const [, kilobytes = "0"] =
    /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}
