import * as z from "zod";
import { PLUG_TYPES } from "#domain/adhoc/connector-code.ts";
import { answeredTime, chargerId, lifeOfItem, name, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const path = "/v1/operators/{operatorId}/chargers/{chargerId}/codes";
const tag = "Charging without an account";
const inCharger = z.strictObject({ operatorId, chargerId });
const codeId = z.string().regex(/^[a-z2-7]{16}$/, "16 characters: a-z and 2-7");
const inCode = z.strictObject({ operatorId, chargerId, codeId });

const about = {
  label: name.max(40).meta({ description: "What is written beside the socket." }),
  plugType: z.enum(PLUG_TYPES).optional(),
  maxPowerW: z.int().min(500).max(4_000_000).optional(),
} as const;

const connectorCode = z
  .object({
    operatorId,
    chargerId,
    codeId,
    connectorId: z.int(),
    evseId: z.int().optional(),
    kind: z.enum(["sticker", "display"]),
    ...about,
    url: z.string().optional().meta({
      description: "What the QR code of a sticker says. A display's is new each time: `…/display`.",
    }),
    endsAt: answeredTime.optional(),
    ...lifeOfItem,
  })
  .meta({ id: "ConnectorCode" });
export type ConnectorCodeView = z.input<typeof connectorCode>;

export const listConnectorCodes = operation({
  operationId: "listConnectorCodes",
  method: "GET",
  path,
  tag,
  summary: "List a charger's codes, with what to print",
  permission: "chargers:read",
  params: inCharger,
  query: pageQuery,
  reply: pageOf(connectorCode),
  statuses: [200],
});

export const createConnectorCode = operation({
  operationId: "createConnectorCode",
  method: "POST",
  path,
  tag,
  summary: "Make a code for a connector",
  permission: "chargers:write",
  params: inCharger,
  query: noQuery,
  body: z
    .strictObject({
      connectorId: z.int().min(1).max(100),
      evseId: z.int().min(1).max(100).optional(),
      kind: z.enum(["sticker", "display"]).default("sticker"),
      ...about,
    })
    .meta({ id: "NewConnectorCode" }),
  reply: connectorCode,
  statuses: [201],
});

export const rotateConnectorCode = operation({
  operationId: "rotateConnectorCode",
  method: "POST",
  path: `${path}/{codeId}/rotate`,
  tag,
  summary: "Replace a code by a new one",
  description: "The old one counts for `overlapHours` more, so that somebody can go there.",
  permission: "chargers:write",
  params: inCode,
  query: noQuery,
  body: z
    .strictObject({ overlapHours: z.int().min(0).max(720).default(0) })
    .meta({ id: "ConnectorCodeRotation" }),
  reply: connectorCode,
  statuses: [201],
});

export const withdrawConnectorCode = operation({
  operationId: "withdrawConnectorCode",
  method: "POST",
  path: `${path}/{codeId}/withdraw`,
  tag,
  summary: "Let a code count no more",
  permission: "chargers:write",
  params: inCode,
  query: noQuery,
  reply: connectorCode,
  statuses: [200],
});

export const displayConnectorCode = operation({
  operationId: "displayConnectorCode",
  method: "POST",
  path: `${path}/{codeId}/display`,
  tag,
  summary: "The code that a display shows for the next minutes",
  permission: "chargers:write",
  params: inCode,
  query: noQuery,
  body: z.strictObject({ minutes: z.int().min(1).max(60).default(10) }).meta({ id: "DisplayWish" }),
  reply: z
    .object({ codeId, url: z.string(), expiresAt: answeredTime })
    .meta({ id: "DisplayedCode" }),
  statuses: [200],
});

export const connectorCodeOperations = [
  listConnectorCodes,
  createConnectorCode,
  rotateConnectorCode,
  withdrawConnectorCode,
  displayConnectorCode,
] as const;
