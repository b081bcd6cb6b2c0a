import { describe, expect, it, vi } from "vitest";
import { watchFrameSizes } from "#local/gateway/frame-limit.ts";

/** A masked text frame as a client sends it, RFC 6455 §5.2. */
function aFrame(size: number): Buffer {
  const length =
    size < 126
      ? Buffer.from([0x80 | size])
      : size < 65_536
        ? Buffer.from([0x80 | 126, size >> 8, size & 0xff])
        : Buffer.concat([Buffer.from([0x80 | 127, 0, 0, 0, 0]), uint32(size)]);
  return Buffer.concat([Buffer.from([0x81]), length, Buffer.alloc(4), Buffer.alloc(size)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

describe("the frame limit", () => {
  it.each([0, 1, 125, 126, 1_000])("lets frames of %i bytes pass, one after the other", (size) => {
    const onTooLarge = vi.fn();
    const watch = watchFrameSizes(1_000, onTooLarge);

    watch(Buffer.concat([aFrame(size), aFrame(size), aFrame(size)]));

    expect(onTooLarge).not.toHaveBeenCalled();
  });

  it.each([1_001, 65_535, 65_536, 100_000])("notices a frame of %i bytes, once", (size) => {
    const onTooLarge = vi.fn();
    const watch = watchFrameSizes(1_000, onTooLarge);

    watch(Buffer.concat([aFrame(10), aFrame(size), aFrame(size)]));

    expect(onTooLarge).toHaveBeenCalledTimes(1);
  });

  it.each([1, 2, 3, 7])("sees the same when the bytes come %i at a time", (step) => {
    const onTooLarge = vi.fn();
    const watch = watchFrameSizes(1_000, onTooLarge);
    const bytes = Buffer.concat([aFrame(5), aFrame(200), aFrame(2_000)]);

    for (let start = 0; start < bytes.length; start += step) {
      watch(bytes.subarray(start, start + step));
    }

    expect(onTooLarge).toHaveBeenCalledTimes(1);
  });
});
