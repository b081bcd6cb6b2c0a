import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files below a folder in which a text stands: in any case of its letters, as UTF-8, UTF-16, hex or base64. */
export function filesWith(folder: string, text: string): readonly string[] {
  const needles = spellings(text);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readFileSync(path).toString("latin1").toLowerCase();
      return needles.some((needle) => content.includes(needle));
    });
}

function spellings(text: string): readonly string[] {
  return [text, text.toUpperCase(), text.toLowerCase()].flatMap((cased) =>
    [
      cased,
      Buffer.from(cased, "utf16le").toString("latin1"),
      Buffer.from(cased).toString("hex"),
      ...base64Cores(cased),
    ].map((needle) => needle.toLowerCase()),
  );
}

/** Base64 of a text depends on where in the bytes it begins: what all three cases have of it, without their edges. */
function base64Cores(text: string): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from("\0".repeat(offset) + text).toString("base64url");
    return encoded.slice(offset === 0 ? 0 : 4, -4);
  });
}
