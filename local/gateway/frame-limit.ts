/**
 * Watches the bytes that a WebSocket client sends and calls `onTooLarge` once when a frame announces more than `limitBytes`.
 * API Gateway limits frames besides messages (32 KB), and `ws` shows only whole messages; the header of RFC 6455 §5.2 is quickly read.
 */
export function watchFrameSizes(
  limitBytes: number,
  onTooLarge: () => void,
): (chunk: Uint8Array) => void {
  const header = new Uint8Array(14);
  let headerLength = 0;
  let bodyLeft = 0;
  let over = false;

  return (chunk) => {
    let position = 0;
    while (position < chunk.length && !over) {
      if (bodyLeft > 0) {
        const skipped = Math.min(bodyLeft, chunk.length - position);
        bodyLeft -= skipped;
        position += skipped;
        continue;
      }
      header[headerLength] = chunk[position] ?? 0;
      headerLength += 1;
      position += 1;
      if (headerLength < 2 || headerLength < headerSize(header)) continue;
      bodyLeft = bodyLength(header);
      headerLength = 0;
      if (bodyLeft > limitBytes) {
        over = true;
        onTooLarge();
      }
    }
  };
}

function headerSize(header: Uint8Array): number {
  const second = header[1] ?? 0;
  const maskBytes = (second & 0x80) === 0 ? 0 : 4;
  const length = second & 0x7f;
  const extraBytes = length === 126 ? 2 : length === 127 ? 8 : 0;
  return 2 + extraBytes + maskBytes;
}

function bodyLength(header: Uint8Array): number {
  const length = (header[1] ?? 0) & 0x7f;
  const view = new DataView(header.buffer);
  if (length === 126) return view.getUint16(2);
  if (length === 127) return Number(view.getBigUint64(2));
  return length;
}
