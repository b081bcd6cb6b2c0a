import { expect, it } from "vitest";
import * as startTransaction from "#ocpp/generated/v16/start-transaction.js";
import * as transactionEvent from "#ocpp/generated/v201/transaction-event.js";
import { shownMessage } from "#ocpp/show-message.ts";

const pseudonym = (token: string) => `P(${token.length})`;

it("shows numbers, times and what tells of machines, and no card", () => {
  const message = {
    connectorId: 1,
    idTag: "04AB12",
    meterStart: 5,
    timestamp: "2026-11-20T09:59:59Z",
    reservationId: "Ada Lovelace",
  };

  const shown = shownMessage(message, startTransaction.validateRequest.schema, pseudonym);

  expect(shown).toEqual({ ...message, idTag: "P(6)", reservationId: "text of 12 characters" });
});

it("shows a word where the schema has it in a list, and nothing of a card in depth", () => {
  const message = {
    eventType: "Started",
    triggerReason: "Ada Lovelace",
    idToken: { idToken: "04AB12", type: "ISO14443", additionalInfo: [{ additionalIdToken: "X" }] },
  };

  const shown = shownMessage(message, transactionEvent.validateRequest.schema, pseudonym);

  expect(shown).toEqual({
    eventType: "Started",
    triggerReason: "text of 12 characters",
    idToken: { idToken: "P(6)", type: "ISO14443", additionalInfo: [{ additionalIdToken: "P(1)" }] },
  });
});

it.each([
  [{ idTag: 4711 }, { idTag: "P(4)" }],
  [{ IDTag: 4711 }, { IDTag: "P(4)" }],
  [{ idTag: ["04AB12"] }, { idTag: ["P(6)"] }],
  [{ "Ada Lovelace": 1 }, {}],
  [{ data: "Ada" }, { data: "text of 3 characters" }],
  ["Ada", "text of 3 characters"],
])("shows nobody, whatever the shape: %j", (message, expected) => {
  expect(shownMessage(message, undefined, pseudonym)).toEqual(expected);
});
