import { describe, expect, it } from "vitest";
import { redelivery } from "#local/event-sources/redelivery.ts";
import type { StreamRecord } from "#local/services.ts";

const batch = ["1", "2", "3"].map((eventID) => ({ eventID })) as unknown as StreamRecord[];

describe("the batches of a stream", () => {
  it("come once each where nobody asked for more", () => {
    const deliveriesOf = redelivery(0);

    expect([deliveriesOf(batch), deliveriesOf(batch)]).toEqual([[batch], [batch]]);
  });

  it("come in part, whole and again whole, each so-manieth of them", () => {
    const deliveriesOf = redelivery(2);

    expect(deliveriesOf(batch)).toEqual([batch]);
    expect(deliveriesOf(batch)).toEqual([batch.slice(0, 2), batch, batch]);
    expect(deliveriesOf(batch)).toEqual([batch]);
  });
});
