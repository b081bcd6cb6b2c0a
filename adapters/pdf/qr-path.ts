import { encode } from "uqr";

/** A QR code as dark runs of modules, with the quiet zone of four modules that scanners need. */
export interface QrCode {
  /** Modules on a side, quiet zone included. */
  readonly size: number;
  readonly runs: readonly { readonly x: number; readonly y: number; readonly length: number }[];
}

/** Encodes a text so that a quarter of the sticker may be lost. */
export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: "Q", border: 4 });
  const runs = data.flatMap((row, y) => {
    const found: { x: number; y: number; length: number }[] = [];
    for (const [x, isDark] of row.entries()) {
      const last = found.at(-1);
      if (!isDark) continue;
      if (last && last.x + last.length === x) last.length += 1;
      else found.push({ x, y, length: 1 });
    }
    return found;
  });
  return { size, runs };
}
