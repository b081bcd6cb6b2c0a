import { describe, expect, it } from "vitest";
import { withoutMarks } from "#domain/privacy/machine-text.ts";

describe("free text of a machine", () => {
  it.each([
    ["charging for 04A1B2C3D4E5F6", "charging for ***"],
    ["card 04:a1:b2:c3 refused", "card *** refused"],
    ["call +90 532 000 12 34 now", "call *** now"],
    ["owner jane@example.org", "owner ***"],
    ["plate 12345678", "plate ***"],
  ])("%j loses what somebody is known by", (text, safe) => {
    expect(withoutMarks(text)).toBe(safe);
  });

  it.each(["GFCI fault 0x0000A1B2", "Temp 85C, fan 3 off", "E-1234 relay welded", "10:15 reset"])(
    "%j stays as it is",
    (text) => {
      expect(withoutMarks(text)).toBe(text);
    },
  );
});
