import { describe, expect, it } from "vitest";
import { routeSelector } from "#local/gateway/route-selection.ts";

describe("a route selection expression", () => {
  const byAction = routeSelector("$request.body.[2]");

  it.each([
    ['[2,"1","Heartbeat",{}]', "Heartbeat"],
    ['[4,"1","NotImplemented","",{}]', "NotImplemented"],
    ['[3,"1",{"status":"Accepted"}]', undefined],
    ["[2]", undefined],
    ['{"2":"Heartbeat"}', "Heartbeat"],
    ["null", undefined],
    ["not json", undefined],
    ["", undefined],
  ])("over an array finds in %s the key %s", (message, key) => {
    expect(byAction(message)).toBe(key);
  });

  it("over an object finds a nested key, and nothing that the object inherits", () => {
    const nested = routeSelector("$request.body.detail.action");

    expect(nested('{"detail":{"action":"go"}}')).toBe("go");
    expect(routeSelector("$request.body.constructor.name")("{}")).toBeUndefined();
  });

  it("of another kind stops the start", () => {
    expect(() => routeSelector("$request.header.x")).toThrow(/\$request\.header\.x/);
  });
});
