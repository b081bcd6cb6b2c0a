/** Takes what this process writes to its standard streams, and counts it. */
export function countLogBytes(): { readonly take: () => number; readonly stop: () => void } {
  const streams = [process.stdout, process.stderr];
  const writers = streams.map((stream) => stream.write.bind(stream));
  let bytes = 0;
  for (const stream of streams) {
    stream.write = ((chunk: string | Uint8Array): boolean => {
      bytes += Buffer.byteLength(chunk);
      return true;
    }) as typeof stream.write;
  }
  return {
    take: () => {
      const taken = bytes;
      bytes = 0;
      return taken;
    },
    stop: () => {
      streams.forEach((stream, index) => {
        const writer = writers[index];
        if (writer !== undefined) stream.write = writer as typeof stream.write;
      });
    },
  };
}
