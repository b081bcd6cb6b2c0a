import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface DataDirLock {
  readonly release: () => void;
}

/**
 * Makes the data dir where it is missing and takes it for this process alone; throws a sentence when another one has it.
 * The lock is one of the operating system, on a SQLite file: it ends with the process, however that ends.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await chmod(dataDir, 0o700);
  const database = new DatabaseSync(join(dataDir, "lock.db"), { timeout: 0 });
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    throw new Error(
      `The data dir ${dataDir} is in use by another Chargeward: stop that one, or choose another dir with --data-dir.`,
      { cause: error },
    );
  }
  return {
    release: () => {
      if (database.isOpen) database.close();
    },
  };
}
