import { logger } from "#functions/shared/observability.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppContext, OcppRoute } from "#functions/shared/ocpp-route.ts";
import * as v16 from "#ocpp/generated/v16/data-transfer.js";
import * as v201 from "#ocpp/generated/v201/data-transfer.js";

interface VendorMessage {
  readonly vendorId: string;
  readonly messageId?: string;
  readonly data?: unknown;
}

/** We speak no vendor's language. Only lengths are logged: what is inside may be personal. */
async function refuse({ vendorId, messageId, data }: VendorMessage, { caller }: OcppContext) {
  logger.info("vendor message refused", {
    operatorId: caller.operatorId,
    chargerId: caller.chargerId,
    vendorId,
    messageIdLength: messageId?.length ?? 0,
    dataLength: data === undefined ? 0 : JSON.stringify(data).length,
  });
  return { status: "UnknownVendorId" } as const;
}

const ocpp16: OcppRoute<v16.DataTransferRequest, v16.DataTransferResponse> = {
  request: v16.validateRequest,
  response: v16.validateResponse,
  handle: refuse,
};

const ocpp201: OcppRoute<v201.DataTransferRequest, v201.DataTransferResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  handle: refuse,
};

export const handler = ocppHandler({
  action: "DataTransfer",
  routes: { "ocpp1.6": ocpp16, "ocpp2.0.1": ocpp201 },
});
