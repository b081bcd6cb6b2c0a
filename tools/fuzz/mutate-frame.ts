import type { SeededRandom } from "./seeded-random.ts";

const IDS = [
  1,
  42,
  -7,
  "11",
  "12345678901234567890",
  "",
  null,
  1.5,
  "x".repeat(60),
  "x".repeat(400),
];

/** The text of a call in which, sometimes, something around the payload is wrong. */
export function frameText(action: string, payload: unknown, random: SeededRandom): string {
  const id = random.chance(0.2) ? IDS[random.below(IDS.length)] : `m-${random.below(1e6)}`;
  const text = JSON.stringify([2, id, action, payload]);
  switch (random.below(30)) {
    case 0:
      return JSON.stringify([2, id, action]);
    case 1:
      return JSON.stringify([2, id, action, null]);
    case 2:
      return JSON.stringify([2, id, action, payload, {}]);
    case 3:
      return JSON.stringify([random.pick([0, 1, 3, 4, 5, "2"]), id, action, payload]);
    case 4:
      return text.slice(0, random.below(text.length));
    case 5:
      return flipped(text, random);
    case 6:
      return text.replace("{", '{"timestamp":"1970-01-01T00:00:00Z",');
    case 7:
      return `\ufeff ${text.replaceAll(",", " ,\n")}`;
    case 8:
      return JSON.stringify([2, id, action, nest(random.below(60))]);
    default:
      return text;
  }
}

/** The text of an answer to a call of ours, or to none. */
export function answerText(commandId: string, payload: unknown, random: SeededRandom): string {
  const id = random.chance(0.8) ? commandId : IDS[random.below(IDS.length)];
  return JSON.stringify(
    random.pick<readonly unknown[]>([
      [3, id, payload],
      [3, id, payload],
      [3, id, null],
      [3, id],
      [4, id, "GenericError", "", {}],
      [4, id, "MadeUp", "no details"],
      [4, id, 7, null, "text for details"],
      [4, id],
      [3, id, payload, "more"],
    ]),
  );
}

function flipped(text: string, random: SeededRandom): string {
  const at = random.below(text.length);
  const sign = random.pick(['"', "{", "]", ",", "\u0000", "\\", "9", "é"]);
  return text.slice(0, at) + sign + text.slice(at + 1);
}

function nest(levels: number): unknown {
  return levels === 0 ? 1 : { a: nest(levels - 1) };
}
