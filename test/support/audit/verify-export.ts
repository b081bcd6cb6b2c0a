import { Readable } from "node:stream";
import type { JudgeOptions, Verdict } from "#tools/verify/judge.ts";
import { verifyStreams } from "#tools/verify/verify-streams.ts";
import { exportLines, type JournalExport } from "./journal-export.ts";

/** Verifies an export as text, in pieces of the given size, which end anywhere in a line. */
export function verifyExport(
  whole: JournalExport,
  options: JudgeOptions = {},
  pieceLength = 65_536,
): Promise<Verdict> {
  return verifyStreams([textStream(exportLines(whole).join("\n"), pieceLength)], options);
}

export function textStream(text: string, pieceLength: number): Readable {
  return Readable.from(piecesOf(Buffer.from(text), pieceLength));
}

function* piecesOf(bytes: Buffer, pieceLength: number): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += pieceLength) {
    yield bytes.subarray(start, start + pieceLength);
  }
}
