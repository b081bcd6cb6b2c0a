/**
 * The network of an address, which tells where a change came from and not whose telephone or flat it was: 24 bits of an
 * IPv4 address, 48 of an IPv6 one (RFC 4632, RFC 4291). Undefined for what is no address.
 */
export function networkOf(address: string): string | undefined {
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  return ipv4Network(mapped ?? address) ?? ipv6Network(address);
}

function ipv4Network(address: string): string | undefined {
  const parts = address.split(".");
  const isAddress =
    parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
  return isAddress ? `${parts.slice(0, 3).map(Number).join(".")}.0/24` : undefined;
}

function ipv6Network(address: string): string | undefined {
  const [head = "", tail, ...more] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const groups = [...before, ...after];
  const isWhole = tail === undefined ? groups.length === 8 : groups.length < 8;
  const isAddress =
    more.length === 0 && isWhole && groups.every((group) => /^[\da-f]{1,4}$/.test(group));
  if (!isAddress) return undefined;
  const whole = [...before, ...Array<string>(8 - groups.length).fill("0"), ...after];
  const network = whole.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/48`;
}
