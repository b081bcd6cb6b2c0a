import { expect, it } from "vitest";
import { withMeasured } from "../../../../bench/report/write-page.ts";

it("replaces what is between the markers and leaves what people wrote", () => {
  const page = "# Performance\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nwhy\n";

  const written = withMeasured(page, "new");

  expect(written).toBe("# Performance\n<!-- bench:begin -->\n\nnew\n\n<!-- bench:end -->\nwhy\n");
});

it("refuses a page that has lost its markers", () => {
  expect(() => withMeasured("# Performance\n", "new")).toThrow(/lost its markers/);
});
