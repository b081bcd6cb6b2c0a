import type { Readable } from "node:stream";
import { exportCollector } from "./collect-export.ts";
import { type JudgeOptions, judge, type Verdict } from "./judge.ts";
import { forEachLine } from "./lines-of.ts";

/** Reads an export to its end and judges it; `onProgress` hears how many entries were read, each hundred thousand. */
export async function verifyStreams(
  streams: AsyncIterable<Readable> | Iterable<Readable>,
  options: JudgeOptions & { readonly onProgress?: (entries: number) => void } = {},
): Promise<Verdict> {
  const { onProgress, ...rest } = options;
  const collector = exportCollector();
  let told = 0;
  const take = (line: string) => {
    collector.take(line);
    if (collector.entriesSoFar() - told < 100_000) return;
    told = collector.entriesSoFar();
    onProgress?.(told);
  };
  for await (const stream of streams) {
    await forEachLine(stream, take);
    collector.endFile();
  }
  return judge(collector.finish(), rest);
}
