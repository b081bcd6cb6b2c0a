import { defineConfig } from "vitest/config";

const project = (name: string, folders: string[], testTimeout: number, more = {}) => ({
  test: {
    name,
    ...more,
    include: folders.map((folder) => `test/${folder}/**/*.test.ts`),
    testTimeout,
    hookTimeout: 60_000,
  },
});

/** What these write into tables must stand in the data map. */
const DECLARED_WRITES = { setupFiles: ["test/support/declared-writes.ts"] };

/** Where the counts of a run go as JSON, for whoever wants to sum them up. */
const reportFile = process.env["TEST_REPORT"];

export default defineConfig({
  test: {
    reporters: reportFile ? ["default", ["json", { outputFile: reportFile }]] : ["default"],
    projects: [
      project("unit", ["unit", "property", "architecture"], 10_000),
      project("infra", ["infra"], 120_000),
      project("integration", ["integration"], 60_000, DECLARED_WRITES),
      project("isolation", ["isolation"], 60_000, DECLARED_WRITES),
      project("e2e", ["e2e"], 180_000, {
        globalSetup: "test/e2e/global-setup.ts",
        // They wait more than they work: two at a time, when the others are done.
        maxWorkers: 2,
        sequence: { groupOrder: 1 },
      }),
      project("browser", ["browser"], 120_000, {
        // One Chromium at a time.
        maxWorkers: 1,
        sequence: { groupOrder: 2 },
      }),
    ],
  },
});
