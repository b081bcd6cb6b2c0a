/** How much of an address says where somebody is and not who: a network of a provider, no line of a person. */
const IPV4_BYTES = 3;
const IPV6_GROUPS = 3;
const LONGEST_NAME = 32;

/** Browsers, the more telling names first: all of them claim to be others as well. */
const BROWSERS = [
  ["Edg", "Edge"],
  ["OPR", "Opera"],
  ["Firefox", "Firefox"],
  ["Chrome", "Chrome"],
  ["Safari", "Safari"],
] as const;

const SYSTEMS = [
  ["iPhone", "iOS"],
  ["iPad", "iOS"],
  ["Android", "Android"],
  ["Windows", "Windows"],
  ["Macintosh", "macOS"],
  ["Linux", "Linux"],
] as const;

/** The network that an IP address lies in, in CIDR notation: /24 of IPv4, /48 of IPv6; `unknown` for what is none. */
export function networkOf(address: string): string {
  const [, mapped] = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address) ?? [];
  if (mapped !== undefined) return `${mapped.split(".").slice(0, IPV4_BYTES).join(".")}.0/24`;
  if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(":")) return "unknown";
  // Where `::` stands among the first groups, it stands for zeros.
  const [head = ""] = address.split("::");
  const groups = [...head.split(":").filter(Boolean), "0", "0", "0"].slice(0, IPV6_GROUPS);
  const network = groups.map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/48`;
}

/** What program somebody used, without the versions that tell one machine from another: `Firefox on Windows`. */
export function programOf(userAgent: string): string {
  const named = (names: readonly (readonly [string, string])[]) =>
    names.find(([mark]) => userAgent.includes(mark))?.[1];
  const browser = named(BROWSERS);
  const system = named(SYSTEMS);
  if (browser !== undefined) return system === undefined ? browser : `${browser} on ${system}`;
  const [product = ""] = /^[A-Za-z][A-Za-z.-]*/.exec(userAgent) ?? [];
  return product.slice(0, LONGEST_NAME) || "unknown";
}
