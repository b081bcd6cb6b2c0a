import { expect, it } from "vitest";
import { messageFacts } from "#domain/privacy/message-facts.ts";

it("keeps of a message what bills a session, and nothing that could name somebody", () => {
  const facts = messageFacts({
    transactionId: 7,
    meterStop: 4200.5,
    timestamp: "2026-03-01T11:00:00+01:00",
    idTag: 12345678,
    parent_id_tag: 12345678,
    reason: "Jane left",
    transactionData: [{ timestamp: "2026-03-01T11:00:00Z" }],
  });

  expect(facts).toEqual({
    transactionId: 7,
    meterStop: 4200.5,
    timestamp: "2026-03-01T11:00:00+01:00",
  });
});

it.each([null, "text", [1, 2], 5])("keeps nothing of %j", (payload) => {
  expect(messageFacts(payload)).toEqual({});
});
