import type { SeededRandom } from "./seeded-random.ts";

/** What chargers, networks and attackers put where something else belongs. */
const STRANGE_VALUES = [
  null,
  true,
  "",
  " ",
  "\u0000",
  "\ud800",
  "__proto__",
  "x".repeat(300),
  "9223372036854775807",
  "1e999",
  "NaN",
  "-0",
  "2026-03-01 10:00",
  "2026-03-01T10:00:00",
  "2026-03-01T10:00:00+03",
  "1970-01-01T00:00:00Z",
  "222222017-01-01T00:00:00Z",
  "2026-02-30T10:00:00Z",
  "Error",
  "Occupied",
  "Request.Energy",
  "Celcius",
  "Hz",
  0,
  -1,
  -0,
  1.5,
  1e308,
  2 ** 63,
  Number.MAX_SAFE_INTEGER,
  [],
  [[]],
  {},
  { toString: 1, constructor: null },
  JSON.parse('{"__proto__":{"polluted":true}}'),
] as const;

/** A copy of a message with one place changed, as deep as chance leads. */
export function mutatedMessage(value: unknown, random: SeededRandom): unknown {
  const isLeaf = typeof value !== "object" || value === null || Object.keys(value).length === 0;
  if (isLeaf || random.chance(0.15)) return changed(value, random);
  const keys = Object.keys(value);
  const key = keys[random.below(keys.length)] ?? "";
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      String(index) === key ? mutatedMessage(item, random) : item,
    );
  }
  const field: unknown = Reflect.get(value, key);
  const { [key]: _, ...others } = value as Readonly<Record<string, unknown>>;
  switch (random.below(8)) {
    case 0:
      return others;
    case 1:
      return { ...others, [key.toUpperCase()]: field };
    case 2:
      return { ...value, vendorExtra: strange(random) };
    default:
      return { ...value, [key]: mutatedMessage(field, random) };
  }
}

function changed(value: unknown, random: SeededRandom): unknown {
  if (random.chance(0.4)) return strange(random);
  if (typeof value === "number") return random.chance(0.5) ? String(value) : ` "${value}" `;
  if (Array.isArray(value)) return value[0];
  if (typeof value !== "string") return [value];
  return random.pick([
    ` ${value} `,
    `"${value}"`,
    value.toLowerCase(),
    value.toUpperCase(),
    value.replaceAll(".", " "),
    value.repeat(3),
    value.slice(1),
    value.replace("Z", ""),
    value.length,
  ]);
}

function strange(random: SeededRandom): unknown {
  return STRANGE_VALUES[random.below(STRANGE_VALUES.length)];
}
