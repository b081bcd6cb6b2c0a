import { describe, expect, it } from "vitest";
import { parseStartOptions } from "#local/options.ts";

describe("the options of the start", () => {
  it("have defaults", () => {
    expect(parseStartOptions([])).toEqual({
      dataDir: ".chargeward",
      port: 8080,
      tlsPort: 8443,
      demo: true,
    });
  });

  it("are taken from the command line", () => {
    const args = ["--data-dir", "d", "--port", "0", "--tls-port=9443", "--no-demo"];

    expect(parseStartOptions(args)).toEqual({
      dataDir: "d",
      port: 0,
      tlsPort: 9443,
      demo: false,
    });
  });

  it.each([
    [["--port", "http"], /--port wants a port number/],
    [["--tls-port", "65536"], /--tls-port wants a port number/],
    [["--verbose"], /--verbose/],
    [["extra"], /extra/],
  ])("refuse %j with a sentence", (args, message) => {
    expect(() => parseStartOptions(args)).toThrow(message);
  });
});
