import type { Charger, Connector } from "#domain/fleet/charger.ts";
import type { EventFacts } from "./event-stamp.ts";

/** What happened to a charger between two states of its item; nothing when it was only seen. */
export function chargerEvents(before: Charger | undefined, after: Charger): EventFacts[] {
  return [
    ...connectionEvents(before, after),
    ...bootEvents(before, after),
    ...Object.entries(after.connectors).flatMap(([connector, now]) =>
      connectorEvents(after, connector, before?.connectors[connector], now),
    ),
  ];
}

function connectionEvents(before: Charger | undefined, after: Charger): EventFacts[] {
  const { operatorId, chargerId, siteId, connection } = after;
  if (connection?.connectionId === before?.connection?.connectionId) return [];
  if (connection) {
    const { version: ocppVersion, connectedAt: occurredAt } = connection;
    return [{ type: "ChargerConnected", operatorId, chargerId, siteId, ocppVersion, occurredAt }];
  }
  const occurredAt = after.lastSeenAt ?? after.updatedAt;
  return [{ type: "ChargerDisconnected", operatorId, chargerId, siteId, occurredAt }];
}

function bootEvents(before: Charger | undefined, after: Charger): EventFacts[] {
  const { operatorId, chargerId, siteId, boot } = after;
  if (!boot || boot.bootedAt === before?.boot?.bootedAt) return [];
  const { vendor, model, firmwareVersion, bootedAt: occurredAt } = boot;
  const firmware = firmwareVersion === undefined ? {} : { firmwareVersion };
  return [
    {
      type: "ChargerBooted",
      operatorId,
      chargerId,
      siteId,
      vendor,
      model,
      ...firmware,
      occurredAt,
    },
  ];
}

function connectorEvents(
  charger: Charger,
  connector: string,
  before: Connector | undefined,
  after: Connector,
): EventFacts[] {
  const { operatorId, chargerId, siteId } = charger;
  const { status, errorCode, reportedAt: occurredAt } = after;
  if (status === before?.status && errorCode === before.errorCode) return [];
  return [
    {
      type: "ConnectorStatusChanged",
      operatorId,
      chargerId,
      siteId,
      connector,
      status,
      ...(before && { previousStatus: before.status }),
      ...(errorCode !== undefined && { errorCode }),
      occurredAt,
    },
  ];
}
