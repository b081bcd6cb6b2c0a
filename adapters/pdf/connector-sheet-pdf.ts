import { STICKER_WORDS, type Sticker } from "#domain/adhoc/sheet-words.ts";
import { PAGE, pdfFile } from "./new-document.ts";
import { qrCode } from "./qr-path.ts";
import { type Typesetter, typesetter } from "./typesetter.ts";

/** Two stickers a page. */
const CARD = { left: 56, width: PAGE.width - 112, height: 350, firstTop: 50, step: 380 } as const;
const QR_SIZE = 214;
const SOFT = "#4d5d56";
const GREEN = "#0b6b4f";

/** The stickers of a site on A4 pages, to print and to cut out. */
export function connectorSheetPdf(
  title: string,
  stickers: readonly Sticker[],
): Promise<Uint8Array> {
  return pdfFile({ title, language: "tr" }, (document) => {
    const set = typesetter(document);
    for (const [index, sticker] of stickers.entries()) {
      if (index > 0 && index % 2 === 0) document.addPage({ size: "A4", margin: 0 });
      drawSticker(document, set, sticker, CARD.firstTop + (index % 2) * CARD.step);
    }
  });
}

function drawSticker(
  document: PDFKit.PDFDocument,
  set: Typesetter,
  sticker: Sticker,
  top: number,
): void {
  const { left, width, height } = CARD;
  document.roundedRect(left, top, width, height, 16).lineWidth(1).strokeColor("#b9c6c0").stroke();
  document.save().roundedRect(left, top, width, height, 16).clip();
  document.rect(left, top, width, 54).fill(GREEN).restore();
  const half = width / 2 - 30;
  const name = fitting(set, sticker.operatorName, half, 17);
  set.write(sticker.operatorName, left + 22, top + 27 - name.size * 0.6, name);
  const label = { ...fitting(set, sticker.label, half, 22), align: "right" } as const;
  set.write(sticker.label, left + width - 22, top + 27 - label.size * 0.6, label);

  drawQr(document, sticker.url, left + 12, top + 66);
  const x = left + QR_SIZE + 32;
  const room = width - QR_SIZE - 50;
  let y = top + 82;
  for (const { title, steps } of Object.values(STICKER_WORDS)) {
    set.write(title, x, y, style(19));
    y += 28;
    for (const [index, step] of steps.entries()) {
      for (const line of set.lines(`${index + 1}. ${step}`, room, { size: 11.5 })) {
        set.write(line, x, y, { size: 11.5 });
        y += 16;
      }
    }
    y += 18;
  }
  drawFoot(set, sticker, top);
}

function drawFoot(set: Typesetter, sticker: Sticker, top: number): void {
  const { left, height } = CARD;
  const { origin, pathname } = new URL(sticker.url);
  const where = [sticker.siteName, sticker.chargerName, ...(sticker.phone ? [sticker.phone] : [])];
  const small = { size: 8.5, color: SOFT };
  set.write(where.join(" · "), left + 22, top + height - 58, { size: 10, color: SOFT });
  const { tr, en } = STICKER_WORDS;
  set.write(`${tr.safety} / ${en.safety}: ${origin}`, left + 22, top + height - 40, small);
  const code = pathname.split("/").at(-1) ?? "";
  const tiny = { size: code.length > 100 ? 5.5 : 7, color: SOFT };
  set.write(code, left + 22, top + height - 22, tiny);
}

function drawQr(document: PDFKit.PDFDocument, url: string, left: number, top: number): void {
  const { size, runs } = qrCode(url);
  const module = QR_SIZE / size;
  for (const { x, y, length } of runs) {
    // A hair wider, so that no white line shows between rows.
    document.rect(left + x * module, top + y * module, length * module, module + 0.05);
  }
  document.fill("#000000");
}

/** White letters, smaller where the text would not fit. */
function fitting(set: Typesetter, text: string, width: number, size: number) {
  const needed = set.widthOf(text, style(size));
  return style(needed > width ? (size * width) / needed : size, "#ffffff");
}

function style(size: number, color = "#12211b") {
  return { size, color, weight: "semibold" } as const;
}
