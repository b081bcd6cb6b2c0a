import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A mail that would have been sent. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachment?: { readonly fileName: string; readonly base64: string };
}

export interface PostedLetter extends Letter {
  /** ISO 8601 UTC. */
  readonly postedAt: string;
}

export interface Outbox {
  readonly post: (letter: Letter) => Promise<void>;
  /** What was posted last, newest first. */
  readonly letters: () => Promise<readonly PostedLetter[]>;
}

const KEPT_LETTERS = 100;

/** The mail of one machine: a file a letter in `<dataDir>/outbox`, readable by the owner alone. Nothing is ever sent. */
export async function openOutbox(dataDir: string): Promise<Outbox> {
  const directory = join(dataDir, "outbox");
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const newestFirst = async (): Promise<readonly string[]> =>
    (await readdir(directory))
      .filter((name) => name.endsWith(".json"))
      .toSorted()
      .toReversed();
  return {
    post: async (letter) => {
      const postedAt = new Date().toISOString();
      // The address is in the file, not in its name.
      const path = join(directory, `${postedAt.replaceAll(":", "-")}-${randomUUID()}.json`);
      await writeFile(path, JSON.stringify({ postedAt, ...letter }, null, 2), { mode: 0o600 });
      const superfluous = (await newestFirst()).slice(KEPT_LETTERS);
      await Promise.all(superfluous.map((name) => rm(join(directory, name), { force: true })));
    },
    letters: async () =>
      Promise.all(
        (await newestFirst()).map(
          async (name) => JSON.parse(await readFile(join(directory, name), "utf8")) as PostedLetter,
        ),
      ),
  };
}
