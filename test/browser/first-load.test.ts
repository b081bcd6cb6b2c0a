import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const PORTAL = join(import.meta.dirname, "..", "..", "dist", "web", "charge");
const MOST_BYTES = 60 * 1024;

describe("the first load of the portal", () => {
  const page = readFileSync(join(PORTAL, "index.html"), "utf8");

  it("is at most 60 KB of script, gzipped", () => {
    const scripts = readdirSync(join(PORTAL, "assets")).filter((name) => name.endsWith(".js"));
    const bytes = scripts.map(
      (name) => gzipSync(readFileSync(join(PORTAL, "assets", name))).length,
    );

    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_BYTES);
  });

  it("brings nothing inline, which the pages' policy would refuse", () => {
    expect(page).toMatch(/<script[^>]* src="\/charge\/assets\//);
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
  });
});
