import type { BootReport } from "#domain/fleet/charger.ts";
import { stated } from "#domain/fleet/stated.ts";
import type { BootNotificationRequest as Request16 } from "#ocpp/generated/v16/boot-notification.js";
import type { BootNotificationRequest as Request201 } from "#ocpp/generated/v201/boot-notification.js";

/** What a 1.6 charger says of itself. `chargeBoxSerialNumber` is the deprecated name of its serial number. */
export function bootOf16(request: Request16, bootedAt: string): BootReport {
  return stated({
    bootedAt,
    vendor: request.chargePointVendor,
    model: request.chargePointModel,
    serialNumber: request.chargePointSerialNumber ?? request.chargeBoxSerialNumber,
    firmwareVersion: request.firmwareVersion,
    iccid: request.iccid,
    imsi: request.imsi,
    meterSerialNumber: request.meterSerialNumber,
    meterType: request.meterType,
  });
}

/** What a 2.0.1 charging station says of itself, and why it booted. */
export function bootOf201(request: Request201, bootedAt: string): BootReport {
  const { chargingStation, reason } = request;
  return stated({
    bootedAt,
    vendor: chargingStation.vendorName,
    model: chargingStation.model,
    serialNumber: chargingStation.serialNumber,
    firmwareVersion: chargingStation.firmwareVersion,
    iccid: chargingStation.modem?.iccid,
    imsi: chargingStation.modem?.imsi,
    reason,
  });
}
