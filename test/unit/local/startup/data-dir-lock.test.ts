import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockDataDir } from "#local/startup/data-dir-lock.ts";
import { aTemporaryFolder } from "#test/support/local/function-folder.ts";

const MODULE = new URL("../../../../local/startup/data-dir-lock.ts", import.meta.url).href;

describe("the data dir", () => {
  it("belongs to one platform at a time, and to the owner alone", async () => {
    const dataDir = join(aTemporaryFolder(), "data");
    const lock = await lockDataDir(dataDir);

    await expect(lockDataDir(dataDir)).rejects.toThrow(/in use by another Chargeward.*--data-dir/);
    lock.release();
    const next = await lockDataDir(dataDir);
    next.release();

    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  it("is free again when the process that had it was killed", async () => {
    const dataDir = aTemporaryFolder();
    const code = `const { lockDataDir } = await import(process.argv[1]); await lockDataDir(process.argv[2]); console.log("locked"); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", code, MODULE, dataDir], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await once(child.stdout, "data");
    await expect(lockDataDir(dataDir)).rejects.toThrow(/in use/);

    child.kill("SIGKILL");
    await once(child, "exit");

    const lock = await lockDataDir(dataDir);
    lock.release();
  });
});
