import { expect, it } from "vitest";
import type { OcppVersion } from "#domain/fleet/charger.ts";
import * as boot16 from "#ocpp/generated/v16/boot-notification.js";
import * as meterValues16 from "#ocpp/generated/v16/meter-values.js";
import * as start16 from "#ocpp/generated/v16/start-transaction.js";
import * as status16 from "#ocpp/generated/v16/status-notification.js";
import * as stop16 from "#ocpp/generated/v16/stop-transaction.js";
import * as boot201 from "#ocpp/generated/v201/boot-notification.js";
import * as status201 from "#ocpp/generated/v201/status-notification.js";
import * as event201 from "#ocpp/generated/v201/transaction-event.js";
import { bootNotification, sessionScript } from "../../../../bench/load/session-messages.ts";

const charger = (version: OcppVersion) => ({
  operatorId: "bench-0",
  chargerId: "BENCH-0",
  version,
  tokenId: "BENCH-TAG-0",
});

it("is nine calls of 1.6 that the official schemas accept", () => {
  const validators: Record<string, (payload: unknown) => { readonly ok: boolean }> = {
    Heartbeat: () => ({ ok: true }),
    StatusNotification: status16.validateRequest,
    StartTransaction: start16.validateRequest,
    MeterValues: meterValues16.validateRequest,
    StopTransaction: stop16.validateRequest,
  };

  const { calls } = sessionScript(charger("ocpp1.6"), 1_000);

  expect(calls.map(({ action }) => action)).toEqual([
    "Heartbeat",
    "StatusNotification",
    "StartTransaction",
    ...Array.from({ length: 4 }, () => "MeterValues"),
    "StopTransaction",
    "StatusNotification",
  ]);
  for (const { action, payload } of calls) {
    expect([action, validators[action]?.(payload(42)).ok]).toEqual([action, true]);
  }
  expect(boot16.validateRequest(bootNotification(charger("ocpp1.6")).payload("")).ok).toBe(true);
});

it("is nine calls of 2.0.1 that the official schemas accept", () => {
  const { calls } = sessionScript(charger("ocpp2.0.1"), 1_000);
  const events = calls.filter(({ action }) => action === "TransactionEvent");
  const statuses = calls.filter(({ action }) => action === "StatusNotification");

  expect(calls).toHaveLength(9);
  expect(events.map(({ payload }) => event201.validateRequest(payload("")).ok)).toEqual(
    Array.from({ length: 6 }, () => true),
  );
  expect(statuses.map(({ payload }) => status201.validateRequest(payload("")).ok)).toEqual([
    true,
    true,
  ]);
  expect(boot201.validateRequest(bootNotification(charger("ocpp2.0.1")).payload("")).ok).toBe(true);
});
