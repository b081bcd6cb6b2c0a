const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

export interface JsonShape {
  /** Levels of nesting; a bare value has none. */
  readonly depth: number;
  /** Whether some object names a key twice, in whatever spelling. */
  readonly hasDuplicateKeys: boolean;
}

/**
 * What `JSON.parse` keeps silent about, in one pass. The text must be valid JSON: only brackets, commas and quotes
 * are looked at.
 */
export function inspectJson(text: string): JsonShape {
  // The keys seen so far of each open object; undefined stands for an open array.
  const open: (Set<string> | undefined)[] = [];
  let depth = 0;
  let hasDuplicateKeys = false;
  let keysOfHere: Set<string> | undefined;
  let awaitsKey = false;
  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case QUOTE: {
        const end = endOfString(text, index);
        if (awaitsKey && keysOfHere !== undefined) {
          const key = keyBetween(text, index, end);
          hasDuplicateKeys ||= keysOfHere.has(key);
          keysOfHere.add(key);
          awaitsKey = false;
        }
        index = end;
        break;
      }
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        keysOfHere = text.charCodeAt(index) === OPEN_OBJECT ? new Set() : undefined;
        depth = Math.max(depth, open.push(keysOfHere));
        awaitsKey = keysOfHere !== undefined;
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        open.pop();
        keysOfHere = open.at(-1);
        awaitsKey = false;
        break;
      case COMMA:
        awaitsKey = keysOfHere !== undefined;
        break;
    }
  }
  return { depth, hasDuplicateKeys };
}

/** Where the string that begins at `start` has its closing quote. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function keyBetween(text: string, start: number, end: number): string {
  const key = text.slice(start + 1, end);
  // "\u0061" and "a" are the same key.
  return key.includes("\\") ? String(JSON.parse(`"${key}"`)) : key;
}
