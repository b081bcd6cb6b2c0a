import { STICKER_WORDS, type Sticker } from "#domain/adhoc/sheet-words.ts";
import { qrCode } from "./qr-path.ts";

const WIDTH = 480;
const HEIGHT = 350;
const GAP = 20;
const QR_SIZE = 214;
const HEAD = 'font-weight="600" fill="#fff"';

/** The stickers of a site as one drawing, below each other; its letters are the reader's own. */
export function connectorSheetSvg(stickers: readonly Sticker[]): string {
  const height = Math.max(1, stickers.length) * (HEIGHT + GAP);
  const drawn = stickers.map((sticker, index) => drawSticker(sticker, index * (HEIGHT + GAP)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="Inter, system-ui, sans-serif" fill="#12211b">${drawn.join("")}</svg>`;
}

function drawSticker(sticker: Sticker, top: number): string {
  const { origin, pathname } = new URL(sticker.url);
  const { tr, en } = STICKER_WORDS;
  const where = [sticker.siteName, sticker.chargerName, ...(sticker.phone ? [sticker.phone] : [])];
  const words = Object.values(STICKER_WORDS).flatMap(({ title, steps }, part) => [
    text(title, 252, 100 + part * 100, 'font-size="19" font-weight="600"'),
    ...steps.map((step, index) =>
      text(`${index + 1}. ${step}`, 252, 122 + part * 100 + index * 17, 'font-size="12"'),
    ),
  ]);
  return `<g transform="translate(0 ${top})"><rect x=".5" y=".5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="16" fill="#fff" stroke="#b9c6c0"/><path fill="#0b6b4f" d="M16 0H464a16 16 0 0 1 16 16V54H0V16A16 16 0 0 1 16 0Z"/>${[
    text(sticker.operatorName, 22, 34, `font-size="${fitting(sticker.operatorName, 17)}" ${HEAD}`),
    text(
      sticker.label,
      458,
      35,
      `font-size="${fitting(sticker.label, 22)}" ${HEAD} text-anchor="end"`,
    ),
    `<path transform="translate(12 66)" d="${qrPath(sticker.url)}" fill="#000"/>`,
    ...words,
    text(where.join(" · "), 22, 300, 'font-size="10" fill="#4d5d56"'),
    text(`${tr.safety} / ${en.safety}: ${origin}`, 22, 317, 'font-size="8.5" fill="#4d5d56"'),
    text(pathname.split("/").at(-1) ?? "", 22, 334, 'font-size="5.5" fill="#4d5d56"'),
  ].join("")}</g>`;
}

/** A size at which a text takes half the width at most, by the width of an average letter. */
function fitting(content: string, size: number): number {
  return Math.min(size, Math.floor(330 / content.length));
}

function qrPath(url: string): string {
  const { size, runs } = qrCode(url);
  const module = QR_SIZE / size;
  const at = (modules: number) => (modules * module).toFixed(2);
  return runs
    .map(({ x, y, length }) => `M${at(x)} ${at(y)}h${at(length)}v${at(1)}h-${at(length)}z`)
    .join("");
}

function text(content: string, x: number, y: number, attributes: string): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
