import { Buffer } from "node:buffer";
import { latin400, latin600, latinExt400, latinExt600 } from "./generated/inter.ts";

export interface TextStyle {
  /** Points. */
  readonly size: number;
  readonly weight?: "regular" | "semibold";
  readonly color?: string;
  readonly align?: "left" | "right" | "center";
}

type Document = PDFKit.PDFDocument;

const FILES = {
  regular: { latin: latin400, latinExt: latinExt400 },
  semibold: { latin: latin600, latinExt: latinExt600 },
} as const;

/** What the first piece of the font has; every other letter is in the second. */
const RUNS = /[ -ÿıŒœ\u2000-\u206f€™−]+|[^ -ÿıŒœ\u2000-\u206f€™−]+/gu;
const IN_LATIN = /^[ -ÿıŒœ\u2000-\u206f€™−]/u;

/** Sets text in Inter, each letter from the piece of the font that has it. Lines are not broken; `lines` breaks them. */
export function typesetter(document: Document) {
  for (const [weight, pieces] of Object.entries(FILES)) {
    for (const [piece, base64] of Object.entries(pieces)) {
      document.registerFont(`${weight}-${piece}`, Buffer.from(base64, "base64"));
    }
  }
  const use = (run: string, { size, weight = "regular" }: TextStyle) =>
    document.font(`${weight}-${IN_LATIN.test(run) ? "latin" : "latinExt"}`).fontSize(size);
  const runsOf = (text: string): readonly string[] => text.match(RUNS) ?? [];
  const widthOf = (text: string, style: TextStyle): number =>
    runsOf(text).reduce((sum, run) => sum + use(run, style).widthOfString(run), 0);

  return {
    widthOf,

    /** Writes one line: from `x`, up to `x`, or around it, as it is aligned; `y` is its upper edge. */
    write(text: string, x: number, y: number, style: TextStyle): void {
      const { align = "left", color = "#12211b" } = style;
      const share = { left: 0, center: 0.5, right: 1 }[align];
      let at = x - widthOf(text, style) * share;
      for (const run of runsOf(text)) {
        const width = use(run, style).widthOfString(run);
        document.fillColor(color).text(run, at, y, { lineBreak: false });
        at += width;
      }
    },

    /** The text in lines of at most a width; a word that is wider stands alone. */
    lines(text: string, width: number, style: TextStyle): readonly string[] {
      const found: string[] = [];
      for (const word of text.split(" ")) {
        const last = found.at(-1);
        const longer = last === undefined ? word : `${last} ${word}`;
        if (last !== undefined && widthOf(longer, style) <= width) found[found.length - 1] = longer;
        else found.push(word);
      }
      return found;
    },
  };
}

export type Typesetter = ReturnType<typeof typesetter>;
