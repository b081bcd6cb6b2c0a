import { defineConfig } from "vitest/config";

const project = (name: string, folders: string[], testTimeout: number) => ({
  test: {
    name,
    include: folders.map((folder) => `test/${folder}/**/*.test.ts`),
    testTimeout,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", ["unit", "property", "architecture"], 10_000),
      project("infra", ["infra"], 120_000),
      project("integration", ["integration"], 60_000),
      project("isolation", ["isolation"], 60_000),
      project("e2e", ["e2e"], 180_000),
    ],
  },
});
