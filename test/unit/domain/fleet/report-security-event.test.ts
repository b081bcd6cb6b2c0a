import { expect, it } from "vitest";
import { type ReportedEvent, reportSecurityEvent } from "#domain/fleet/report-security-event.ts";
import { aBinding } from "#test/support/fleet.ts";

const at = "2026-03-01T10:00:00.000Z";

function memoryEvents() {
  const appended: ReportedEvent[] = [];
  const events = { append: async (event: ReportedEvent) => void appended.push(event) };
  return { appended, events };
}

it("keeps the event under the caller's operator and charger", async () => {
  const ports = memoryEvents();
  const event = { type: "TamperDetectionActivated", timestamp: at, occurredAt: at, receivedAt: at };

  await reportSecurityEvent(aBinding(), event, ports);

  expect(ports.appended).toEqual([{ ...event, operatorId: "demo-a", chargerId: "CP-1" }]);
});

it("cuts the technical information to 255 characters", async () => {
  const ports = memoryEvents();
  const event = { type: "X", timestamp: at, occurredAt: at, receivedAt: at };

  await reportSecurityEvent(aBinding(), { ...event, techInfo: "x".repeat(300) }, ports);

  expect(ports.appended[0]?.techInfo).toHaveLength(255);
});
