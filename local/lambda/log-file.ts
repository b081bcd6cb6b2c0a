import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** An open log: text is gathered and written a few times a second. */
export interface LogFile {
  readonly write: (text: string) => void;
  /** Writes what is gathered. */
  readonly flush: () => void;
}

const FLUSH_MS = 200;

/** Opens a log that is renamed to `<path>.1` when it has grown past `maximumBytes`, so it never takes more than twice that. */
export function openLogFile(path: string, maximumBytes: number): LogFile {
  let gathered = "";
  let sizeBytes: number | undefined;
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered === "") return;
    const text = gathered;
    gathered = "";
    if (sizeBytes === undefined) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    }
    if (sizeBytes > maximumBytes) {
      renameSync(path, `${path}.1`);
      sizeBytes = 0;
    }
    appendFileSync(path, text, { mode: 0o600 });
    sizeBytes += Buffer.byteLength(text);
  };

  return {
    flush,
    write: (text) => {
      gathered += text;
      timer ??= setTimeout(flush, FLUSH_MS).unref();
    },
  };
}
