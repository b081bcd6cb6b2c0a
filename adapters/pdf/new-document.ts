import { Buffer } from "node:buffer";
import PDFDocument from "pdfkit";

/** A4 in points. */
export const PAGE = { width: 595.28, height: 841.89 } as const;

/** A PDF file of A4 pages, drawn by a function. */
export function pdfFile(
  about: { readonly title: string; readonly language: string },
  draw: (document: PDFKit.PDFDocument) => void,
): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: "A4",
    margin: 0,
    // No font of its own: the built-in ones have no Turkish letters.
    font: "",
    lang: about.language,
    displayTitle: true,
    info: { Title: about.title, Creator: "Chargeward", Producer: "Chargeward" },
  });
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", () => resolve(Buffer.concat(parts)));
    document.on("error", reject);
    draw(document);
    document.end();
  });
}
