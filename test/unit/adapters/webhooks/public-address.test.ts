import { describe, expect, it } from "vitest";
import { isPublicAddress, literalAddress } from "#adapters/webhooks/public-address.ts";

describe("an address that events may go to", () => {
  it.each(["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111"])("is %s", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ["our own machine", "127.0.0.1"],
    ["our own machine", "0.0.0.0"],
    ["our own machine", "::1"],
    ["our own machine, written as IPv6", "::ffff:127.0.0.1"],
    ["a neighbour", "10.1.2.3"],
    ["a neighbour", "172.31.255.255"],
    ["a neighbour", "192.168.0.1"],
    ["a neighbour", "fd00::1"],
    ["a neighbour behind a carrier", "100.64.0.1"],
    ["the metadata of the machine", "169.254.169.254"],
    ["the metadata of the machine", "fd00:ec2::254"],
    ["the metadata of a task", "169.254.170.2"],
    ["the link", "fe80::1"],
    ["an IPv4 address in disguise", "64:ff9b::7f00:1"],
    ["an IPv4 address in disguise", "2002:7f00:1::1"],
    ["an example in a book", "2001:db8::1"],
    ["many at once", "224.0.0.1"],
    ["no address at all", "example.com"],
  ])("is not %s (%s)", (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it("is read out of a URL's host", () => {
    expect(literalAddress("[::1]")).toBe("::1");
    expect(literalAddress("10.0.0.1")).toBe("10.0.0.1");
    expect(literalAddress("example.com")).toBeUndefined();
  });
});
