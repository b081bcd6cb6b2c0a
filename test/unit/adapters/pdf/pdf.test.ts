import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { connectorSheetPdf } from "#adapters/pdf/connector-sheet-pdf.ts";
import { connectorSheetSvg } from "#adapters/pdf/connector-sheet-svg.ts";
import { qrCode } from "#adapters/pdf/qr-path.ts";
import { receiptPdf } from "#adapters/pdf/receipt-pdf.ts";
import { receiptOf } from "#domain/receipts/receipt.ts";
import { paidSession } from "#test/support/receipts.ts";

const STICKER = {
  operatorName: 'Ege <Enerji> & "Şarj"',
  siteName: "İzmir",
  chargerName: "Giriş",
  label: "A2",
  url: `https://app.example.test/charge/${"Ab1_-".repeat(24)}`,
} as const;
const textOf = (file: Uint8Array) => Buffer.from(file).toString("latin1");

describe("a PDF file", () => {
  it("of a receipt is one page in a font that is in it", async () => {
    const { attempt, payment, session, place } = paidSession();
    const receipt = receiptOf(attempt, payment, session, place);
    if (!receipt) throw new Error("there is no receipt");

    const file = textOf(await receiptPdf(receipt, "tr"));

    expect(file.slice(0, 5)).toBe("%PDF-");
    expect(file.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(file).toMatch(/\/FontName \/[A-Z]+\+Inter/);
    expect(file).not.toContain("Helvetica");
  });

  it("of a site has two stickers a page", async () => {
    const file = textOf(await connectorSheetPdf("İzmir", [STICKER, STICKER, STICKER]));

    expect(file.match(/\/Type \/Page\b/g)).toHaveLength(2);
  });
});

describe("a drawing of stickers", () => {
  it("lets no name break out of its text, and has the code in letters too", () => {
    const svg = connectorSheetSvg([STICKER]);

    expect(svg).toContain("Ege &#60;Enerji&#62; &#38; &#34;Şarj&#34;");
    expect(svg).toContain(`>${"Ab1_-".repeat(24)}</text>`);
  });
});

describe("a QR code", () => {
  it("has dark runs within its quiet zone of four modules", () => {
    const { size, runs } = qrCode(STICKER.url);

    expect(runs.length).toBeGreaterThan(100);
    for (const { x, y, length } of runs) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(4);
      expect(Math.max(x + length, y + 1)).toBeLessThanOrEqual(size - 4);
    }
  });
});
