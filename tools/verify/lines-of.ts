import type { Readable } from "node:stream";

/** Hands over the lines of a stream of text, one by one, and keeps no more than a piece of it in memory. */
export async function forEachLine(stream: Readable, take: (line: string) => void): Promise<void> {
  stream.setEncoding("utf8");
  let rest = "";
  for await (const piece of stream as AsyncIterable<string>) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line.endsWith("\r") ? line.slice(0, -1) : line);
  }
  if (rest !== "") take(rest);
}
