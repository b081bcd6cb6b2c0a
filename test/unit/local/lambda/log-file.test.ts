import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openLogFile } from "#local/lambda/log-file.ts";
import { aTemporaryFolder } from "#test/support/local/function-folder.ts";

describe("a log file", () => {
  it("holds what was written, for the owner alone", () => {
    const path = join(aTemporaryFolder(), "logs", "a.log");
    const file = openLogFile(path, 1_000);

    file.write("one\n");
    file.write("two\n");
    file.flush();

    expect(readFileSync(path, "utf8")).toBe("one\ntwo\n");
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("makes room when it has grown too long, and keeps the part before", () => {
    const path = join(aTemporaryFolder(), "a.log");
    const file = openLogFile(path, 10);

    for (const text of ["long enough\n", "second\n"]) {
      file.write(text);
      file.flush();
    }

    expect(readFileSync(path, "utf8")).toBe("second\n");
    expect(readFileSync(`${path}.1`, "utf8")).toBe("long enough\n");
  });

  it("goes on where an earlier start ended", () => {
    const path = join(aTemporaryFolder(), "a.log");
    const write = (text: string) => {
      const file = openLogFile(path, 1_000);
      file.write(text);
      file.flush();
    };

    write("before\n");
    write("after\n");

    expect(readFileSync(path, "utf8")).toBe("before\nafter\n");
  });
});
