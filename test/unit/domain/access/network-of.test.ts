import { describe, expect, it } from "vitest";
import { networkOf } from "#domain/access/network-of.ts";

describe("the network of an address", () => {
  it.each([
    ["203.0.113.77", "203.0.113.0/24"],
    ["::ffff:203.0.113.77", "203.0.113.0/24"],
    ["2001:DB8:a0b::7", "2001:db8:a0b::/48"],
    ["2001:db8::1", "2001:db8:0::/48"],
    ["::1", "0:0:0::/48"],
    ["fe80:1:2:3:4:5:6:7%eth0", "fe80:1:2::/48"],
  ])("of %s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each(["", "unknown", "1.2.3", "1.2.3.256", "1:2:3", "1::2::3", "a:b:c:d:e:f:g:h", "<x>"])(
    "of %j is none",
    (address) => {
      expect(networkOf(address)).toBeUndefined();
    },
  );
});
