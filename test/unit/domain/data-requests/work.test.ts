import { describe, expect, it } from "vitest";
import type { DataRequest } from "#domain/data-requests/data-request.ts";
import {
  begin,
  complete,
  extend,
  type NewRequest,
  openRequest,
  refuse,
} from "#domain/data-requests/work.ts";

const AT = "2026-03-01T00:00:00.000Z";
const BY = { at: "2026-03-05T00:00:00.000Z", by: "dpo" };
const RECEIPT = { done: [], doneAt: BY.at, doneBy: "dpo", sha256: "x" };

function asked(more: Partial<NewRequest> = {}): NewRequest {
  return {
    operatorId: "demo-a",
    dataRequestId: "r",
    driverId: "d",
    type: "ACCESS",
    regime: "gdpr",
    origin: "desk",
    identity: {
      method: "call-back",
      facts: ["phone", "plate"],
      checkedBy: "support",
      checkedAt: AT,
    },
    receivedAt: AT,
    ...more,
  };
}

const open = (more: Partial<NewRequest> = {}): DataRequest => openRequest(asked(more), AT);
const code = (name: string) => expect.objectContaining({ code: name });

describe("a request at the desk", () => {
  it.each([[[]], [["phone"]], [["phone", "phone"]]] as const)(
    "is not taken down when only %j were compared",
    (facts) => {
      const identity = { ...asked().identity, facts };

      expect(() => open({ identity })).toThrow(code("data-request.identity-weak"));
    },
  );

  it("of somebody who signed in needs no more", () => {
    const identity = { ...asked().identity, method: "signed-in", facts: [] } as const;

    expect(open({ identity }).state).toBe("open");
  });
});

describe("an extension", () => {
  it("gives two more months, once", () => {
    const extended = extend(open(), { ...BY, reason: "complexity" });

    expect(extended.dueAt).toBe("2026-05-31T00:00:00.000Z");
    expect(() => extend(extended, { ...BY, reason: "complexity" })).toThrow(
      code("data-request.cannot-extend"),
    );
  });

  it.each([
    ["under the KVKK", open({ regime: "kvkk" }), BY.at],
    ["under both laws", open({ regime: "both" }), BY.at],
    ["when the time is over", open(), "2026-04-30T00:00:00.000Z"],
  ])("is not given %s", (_, request, at) => {
    expect(() => extend(request, { ...BY, at, reason: "complexity" })).toThrow(
      code("data-request.cannot-extend"),
    );
  });
});

describe("an answer", () => {
  it("is given once", () => {
    const done = complete(open(), RECEIPT);
    const refused = refuse(open(), { ...BY, reason: "not-our-data" });

    for (const closed of [done, refused]) {
      expect(() => complete(closed, RECEIPT)).toThrow(code("data-request.closed"));
      expect(() => begin(closed)).toThrow(code("data-request.closed"));
    }
  });

  it("is no refusal any more once it is being carried out", () => {
    expect(() => refuse(begin(open()), { ...BY, reason: "excessive" })).toThrow(
      code("data-request.closed"),
    );
  });
});
