import type { Properties } from "../assembly/template.ts";
import type { ResponseHeadersDefinition } from "./distribution-definition.ts";

interface Setting extends Properties {
  readonly Override?: boolean;
}

type Settings = Readonly<Record<string, Setting | undefined>>;

/** Reads a ResponseHeadersPolicyConfig. Throws for a part that is not run here. */
export function responseHeadersOf(config: Properties): ResponseHeadersDefinition {
  const unknown = Object.keys(config).find((key) => !KNOWN_PARTS.has(key));
  if (unknown !== undefined) {
    throw new Error(`The part ${unknown} of a response headers policy is not run here.`);
  }
  const security = (config["SecurityHeadersConfig"] ?? {}) as Settings;
  const custom = itemsOf(config["CustomHeadersConfig"]).map((item) => ({
    name: String(item["Header"]).toLowerCase(),
    value: String(item["Value"]),
    override: item["Override"] === true,
  }));
  return {
    set: [...Object.entries(security).flatMap(securityHeader), ...custom],
    remove: itemsOf(config["RemoveHeadersConfig"]).map((item) =>
      String(item["Header"]).toLowerCase(),
    ),
  };
}

const KNOWN_PARTS = new Set([
  "Comment",
  "CustomHeadersConfig",
  "Name",
  "RemoveHeadersConfig",
  "SecurityHeadersConfig",
  "ServerTimingHeadersConfig",
]);

const SECURITY_HEADERS: Readonly<Record<string, readonly [string, (setting: Setting) => string]>> =
  {
    ContentSecurityPolicy: [
      "content-security-policy",
      (setting) => String(setting["ContentSecurityPolicy"]),
    ],
    ContentTypeOptions: ["x-content-type-options", () => "nosniff"],
    FrameOptions: ["x-frame-options", (setting) => String(setting["FrameOption"])],
    ReferrerPolicy: ["referrer-policy", (setting) => String(setting["ReferrerPolicy"])],
    StrictTransportSecurity: ["strict-transport-security", strictTransportSecurity],
    XSSProtection: ["x-xss-protection", (setting) => (setting["Protection"] ? "1" : "0")],
  };

function securityHeader([part, setting]: readonly [string, Setting | undefined]) {
  const [name, write] = SECURITY_HEADERS[part] ?? [];
  if (name === undefined || write === undefined || setting === undefined) {
    throw new Error(`The security header ${part} of a response headers policy is not run here.`);
  }
  return [{ name, value: write(setting), override: setting.Override === true }];
}

function strictTransportSecurity(setting: Setting): string {
  return [
    `max-age=${String(setting["AccessControlMaxAgeSec"])}`,
    ...(setting["IncludeSubdomains"] === true ? ["includeSubDomains"] : []),
    ...(setting["Preload"] === true ? ["preload"] : []),
  ].join("; ");
}

function itemsOf(part: unknown): readonly Properties[] {
  return ((part ?? {}) as { readonly Items?: readonly Properties[] }).Items ?? [];
}
