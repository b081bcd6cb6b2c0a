import { describe, expect, it } from "vitest";
import { checkIfMatch, etagOf } from "#functions/shared/precondition.ts";

describe("If-Match", () => {
  it.each([undefined, "*", '"3"', '"1", "3"', ' "3" '])("lets %s change version 3", (ifMatch) => {
    expect(() => checkIfMatch(ifMatch, 3)).not.toThrow();
  });

  it.each(['"2"', "3", 'W/"3"', '"33"', ""])("does not let %s change version 3", (ifMatch) => {
    expect(() => checkIfMatch(ifMatch, 3)).toThrow(
      expect.objectContaining({ code: "version.conflict" }),
    );
  });

  it("takes the ETag that was given out", () => {
    expect(() => checkIfMatch(etagOf(7), 7)).not.toThrow();
  });
});
