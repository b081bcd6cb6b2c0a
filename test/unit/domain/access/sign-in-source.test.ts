import { describe, expect, it } from "vitest";
import { networkOf, programOf } from "#domain/access/sign-in-source.ts";

describe("where a sign-in came from", () => {
  it.each([
    ["203.0.113.7", "203.0.113.0/24"],
    ["::ffff:203.0.113.7", "203.0.113.0/24"],
    ["2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:85a3::/48"],
    ["2001:0db8::7348", "2001:db8:0::/48"],
    ["::1", "0:0:0::/48"],
    ["fe80::1%eth0", "unknown"],
    ["", "unknown"],
    ["a name", "unknown"],
  ])("of %j is the network %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0",
      "Firefox on Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1",
      "Safari on iOS",
    ],
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/138.0 Safari/537.36 Edg/138.0",
      "Edge on Linux",
    ],
    ["curl/8.5.0", "curl"],
    ["jane.doe@example.org", "jane.doe"],
    ["", "unknown"],
  ])("by %j is the program %s", (userAgent, program) => {
    expect(programOf(userAgent)).toBe(program);
  });
});
