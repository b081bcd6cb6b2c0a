import * as z from "zod";
import { operatorId, siteId } from "./fields.ts";
import { operation } from "./operation.ts";

export const readConnectorSheet = operation({
  operationId: "readConnectorSheet",
  method: "GET",
  path: "/v1/operators/{operatorId}/sites/{siteId}/connector-sheet",
  tag: "Charging without an account",
  summary: "The stickers of a site, to print",
  description:
    "One for each code that counts and is for a sticker: QR code, operator, charger, label and what to do. `pdf` has A4 pages, `svg` a single drawing.",
  permission: "chargers:read",
  params: z.strictObject({ operatorId, siteId }),
  query: z.strictObject({ format: z.enum(["pdf", "svg"]).default("pdf") }),
  reply: z.string().meta({ description: "application/pdf or image/svg+xml" }),
  statuses: [200],
});

export const connectorSheetOperations = [readConnectorSheet] as const;
