import { expect, it } from "vitest";
import { deviationName } from "#ocpp/normalise/deviation.ts";
import { salvageTransactionEvent } from "#ocpp/salvage/transaction-event.ts";

const RECEIVED_AT = "2026-11-20T10:00:00.000Z";
const VALID = {
  eventType: "Ended",
  timestamp: "2026-11-20T09:59:58Z",
  triggerReason: "Deauthorized",
  seqNo: 9,
  transactionInfo: { transactionId: "tx-1", stoppedReason: "DeAuthorized" },
  idToken: { idToken: "TAG-1", type: "ISO14443" },
};

it("hands a message that is in order through untouched", () => {
  const { request, deviations } = salvageTransactionEvent(VALID, RECEIVED_AT);

  expect(request).toBe(VALID);
  expect(deviations).toEqual([]);
});

it("reads words in the wrong case", () => {
  const { request, deviations } = salvageTransactionEvent(
    { ...VALID, triggerReason: "DeAuthorized", eventType: "ENDED" },
    RECEIVED_AT,
  );

  expect(request).toEqual(VALID);
  expect(deviations.map(deviationName)).toEqual(["eventType:spelling", "triggerReason:spelling"]);
});

it.each([
  [{ transactionId: "tx-1", stoppedReason: "Local" }, "Ended"],
  [{ transactionId: "tx-1", stoppedReason: "in the vendor's words" }, "Ended"],
  [{ transactionId: "tx-1" }, "Updated"],
])("with %j and no type is taken for %s", (transactionInfo, eventType) => {
  const { eventType: _, ...rest } = VALID;

  const { request } = salvageTransactionEvent({ ...rest, transactionInfo }, RECEIVED_AT);

  expect(request.eventType).toBe(eventType);
});

it("keeps a token of an unknown kind and drops one without an id", () => {
  const ofUnknownKind = { idToken: "TAG-1", type: "RFID" };

  const kept = salvageTransactionEvent({ ...VALID, idToken: ofUnknownKind }, RECEIVED_AT);
  const dropped = salvageTransactionEvent({ ...VALID, idToken: { type: "Local" } }, RECEIVED_AT);

  expect(kept.request.idToken).toEqual(VALID.idToken);
  expect(dropped.request.idToken).toBeUndefined();
  expect(dropped.deviations.map(deviationName)).toEqual(["idToken.idToken:missing"]);
});

it("belongs to no session without a transaction", () => {
  const { request, deviations } = salvageTransactionEvent({}, RECEIVED_AT);

  expect(request).toEqual({
    eventType: "Updated",
    timestamp: RECEIVED_AT,
    triggerReason: "AbnormalCondition",
    seqNo: -1,
    transactionInfo: { transactionId: "" },
  });
  expect(deviations.map(deviationName)).toContain("transactionInfo:substituted");
});

it("keeps a vendor's own data, whatever its keys", () => {
  const customData = JSON.parse('{"vendorId":"v","__proto__":{"polluted":true},"x":[1]}');

  const { request } = salvageTransactionEvent({ ...VALID, customData, seqNo: "9" }, RECEIVED_AT);

  expect(request.customData).toEqual(customData);
  expect(Reflect.get(Object(request.customData), "polluted")).toBeUndefined();
});
