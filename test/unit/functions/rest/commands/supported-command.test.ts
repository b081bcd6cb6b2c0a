import { describe, expect, it } from "vitest";
import { supportedCommand } from "#functions/rest/commands/supported-command.ts";

describe("supportedCommand", () => {
  it("takes an action of the charger's version with a payload that fits", () => {
    const action = supportedCommand("Reset", { type: "Soft" }, "ocpp1.6");

    expect(action).toMatchObject({ action: "Reset", whenOffline: "queue" });
  });

  it("checks by the charger's version, not by another that would fit", () => {
    expect(() => supportedCommand("Reset", { type: "Soft" }, "ocpp2.0.1")).toThrow(
      expect.objectContaining({ code: "command.payload-invalid" }),
    );
  });

  it.each([{ type: "Soft" }, { type: "OnIdle" }])(
    "takes %o for a charger whose version is not known",
    (payload) => {
      expect(supportedCommand("Reset", payload, undefined).action).toBe("Reset");
    },
  );

  it.each(["__proto__", "constructor", "Heartbeat", "reset"])("knows no action %s", (name) => {
    expect(() => supportedCommand(name, {}, undefined)).toThrow(
      expect.objectContaining({ code: "command.action-not-supported" }),
    );
  });

  it("points at an unknown field", () => {
    expect(() => supportedCommand("ClearCache", { "a/b": 1 }, "ocpp1.6")).toThrow(
      expect.objectContaining({
        details: { errors: [expect.objectContaining({ in: "body", pointer: "/payload/a~1b" })] },
      }),
    );
  });
});
