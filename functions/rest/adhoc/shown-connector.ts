import { randomBytes } from "node:crypto";
import type { DriverPlace } from "#adapters/dynamodb/driver-place.ts";
import type { ShownConnector } from "#contracts/rest/adhoc.ts";
import { startAction } from "#domain/adhoc/bot-assessment.ts";
import { connectorStatus } from "#domain/adhoc/connector-status.ts";
import { intentEnd } from "#domain/adhoc/start-intent.ts";
import { environment } from "#functions/shared/environment.ts";
import { codes } from "#functions/shared/opaque-texts.ts";
import { shownPlace, shownPrice } from "./shown-place.ts";

const scriptUrl = environment("RECAPTCHA_SCRIPT_URL");

/** Whether somebody without an account can charge at a place at all. */
export function isOpen({ operator, settings, tariff }: DriverPlace): boolean {
  return settings.offered && operator.suspendedAt === undefined && tariff !== undefined;
}

/** What a driver sees who scanned a code. Only where one can charge is there something to start with. */
export async function shownConnector(place: DriverPlace, now: string): Promise<ShownConnector> {
  const { operator, settings, code, charger, tariff, hasSession } = place;
  const { plugType, maxPowerW, codeId } = code;
  const { gateEnabled, siteKey, holdAmountMinor, plateDemanded } = settings;
  const open = isOpen(place);
  const shown = {
    place: shownPlace(place),
    ...(plugType !== undefined && { plugType }),
    ...(maxPowerW !== undefined && { maxPowerW }),
    status: connectorStatus(charger, code, hasSession),
    open,
    plateDemanded,
    ...(tariff && { price: shownPrice(tariff) }),
  };
  if (!open || !tariff) return shown;
  const nonce = randomBytes(16).toString("base64url");
  const intent = { operatorId: operator.operatorId, codeId, nonce, issuedAt: now };
  return {
    ...shown,
    hold: { amountMinor: holdAmountMinor, currency: tariff.currency },
    ...(gateEnabled &&
      siteKey !== undefined && { gate: { siteKey, action: startAction(codeId), scriptUrl } }),
    intent: await codes.sealIntent(intent),
    intentEndsAt: intentEnd(now),
  };
}
