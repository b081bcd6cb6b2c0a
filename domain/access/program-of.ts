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

/** What program somebody used, without the versions that tell one machine from another: `Firefox on Windows`. */
export function programOf(userAgent: string): string {
  const named = (names: readonly (readonly [string, string])[]) =>
    names.find(([mark]) => userAgent.includes(mark))?.[1];
  const browser = named(BROWSERS);
  const system = named(SYSTEMS);
  if (browser !== undefined) return system === undefined ? browser : `${browser} on ${system}`;
  // RFC 9110 §10.1.5: a product and its version; what is none could be anything, even a name.
  const [, product = ""] = /^([A-Za-z][A-Za-z.-]*)\/\d/.exec(userAgent) ?? [];
  return product.slice(0, LONGEST_NAME) || "unknown";
}
