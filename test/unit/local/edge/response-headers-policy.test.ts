import { describe, expect, it } from "vitest";
import { responseHeadersOf } from "#local/edge/response-headers-policy.ts";

describe("a response headers policy", () => {
  it("becomes headers", () => {
    const config = {
      Name: "security",
      SecurityHeadersConfig: {
        ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'self'", Override: true },
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: "DENY", Override: false },
        ReferrerPolicy: { ReferrerPolicy: "same-origin", Override: true },
        StrictTransportSecurity: {
          AccessControlMaxAgeSec: 60,
          IncludeSubdomains: true,
          Preload: true,
          Override: true,
        },
      },
      CustomHeadersConfig: { Items: [{ Header: "X-A", Value: "1", Override: false }] },
      RemoveHeadersConfig: { Items: [{ Header: "Server" }] },
    };

    expect(responseHeadersOf(config)).toEqual({
      set: [
        { name: "content-security-policy", value: "default-src 'self'", override: true },
        { name: "x-content-type-options", value: "nosniff", override: true },
        { name: "x-frame-options", value: "DENY", override: false },
        { name: "referrer-policy", value: "same-origin", override: true },
        {
          name: "strict-transport-security",
          value: "max-age=60; includeSubDomains; preload",
          override: true,
        },
        { name: "x-a", value: "1", override: false },
      ],
      remove: ["server"],
    });
  });

  it.each([
    [{ CorsConfig: {} }, /CorsConfig/],
    [{ SecurityHeadersConfig: { NewHeader: { Override: true } } }, /NewHeader/],
  ])("stops at a part that is not run here: %j", (config, message) => {
    expect(() => responseHeadersOf(config)).toThrow(message);
  });
});
