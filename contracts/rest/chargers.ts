import * as z from "zod";
import { charger } from "./charger-state.ts";
import {
  answeredTime,
  chargerId,
  inOperator,
  name,
  noQuery,
  operatorId,
  siteId,
  tariffId,
} from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

/**
 * A password that a charger already has. 1.6 security white paper: 16 to 20 bytes, typed in as text or as up to 40 hex
 * digits; 2.0.1 (A00.FR.205): 16 to 40 characters.
 */
const password = z
  .string()
  .regex(/^[\x21-\x7e]{16,40}$/, "16 to 40 printable ASCII characters without spaces")
  .meta({ format: "password" });

const inCharger = z.strictObject({ operatorId, chargerId });
const path = "/v1/operators/{operatorId}/chargers";
const tag = "Chargers";

const shownPassword = z.string().optional().meta({
  description:
    "Only in the first answer, and only where the platform made it: keep it. A repeated request with the same Idempotency-Key is answered without it.",
});

/** X.520: a common name has at most 64 characters. */
const certificateName = z.string().trim().min(1).max(64).meta({
  description:
    "The common name that its certificates may bear beside its id: usually its serial number.",
});

export const newCharger = z
  .strictObject({
    chargerId,
    siteId,
    name: name.optional(),
    tariffId: tariffId.optional(),
    certificateName: certificateName.optional(),
    password: password.optional().meta({
      description: "For a charger that already has one. Made by the platform where absent.",
    }),
  })
  .meta({ id: "NewCharger" });

const chargerChange = z
  .strictObject({
    siteId: siteId.optional(),
    name: name.nullable().optional(),
    tariffId: tariffId.nullable().optional(),
    certificateName: certificateName.nullable().optional(),
  })
  .meta({ id: "ChargerChange" });

const newPassword = z
  .strictObject({
    password: password.optional().meta({ description: "Made by the platform where absent." }),
  })
  .meta({ id: "NewPassword", example: {} });

export const createdCharger = charger
  .extend({ password: shownPassword })
  .meta({ id: "CreatedCharger" });

const rotatedPassword = z
  .object({
    chargerId,
    password: shownPassword,
    passwordChangedAt: answeredTime,
  })
  .meta({ id: "RotatedPassword" });

export const listChargers = operation({
  operationId: "listChargers",
  method: "GET",
  path,
  tag,
  summary: "List the chargers with their connections and connectors",
  permission: "chargers:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(charger),
  statuses: [200],
});

export const createCharger = operation({
  operationId: "createCharger",
  method: "POST",
  path,
  tag,
  summary: "Make a charger known",
  description: "Answers the OCPP password once. A migrated charger may keep the one it has.",
  permission: "chargers:write",
  params: inOperator,
  query: noQuery,
  body: newCharger,
  reply: createdCharger,
  statuses: [201],
  shownOnce: ["password"],
  etag: true,
});

export const readCharger = operation({
  operationId: "readCharger",
  method: "GET",
  path: `${path}/{chargerId}`,
  tag,
  summary: "Read a charger",
  permission: "chargers:read",
  params: inCharger,
  query: noQuery,
  reply: charger,
  statuses: [200],
  etag: true,
});

export const changeCharger = operation({
  operationId: "changeCharger",
  method: "PATCH",
  path: `${path}/{chargerId}`,
  tag,
  summary: "Change a charger's site, name or tariff",
  permission: "chargers:write",
  params: inCharger,
  query: noQuery,
  body: chargerChange,
  reply: charger,
  statuses: [200],
  etag: true,
  ifMatch: true,
});

export const deleteCharger = operation({
  operationId: "deleteCharger",
  method: "DELETE",
  path: `${path}/{chargerId}`,
  tag,
  summary: "Delete a charger that has no session running",
  description: "Its past sessions stay.",
  permission: "chargers:write",
  params: inCharger,
  query: noQuery,
  statuses: [204],
  ifMatch: true,
});

export const rotatePassword = operation({
  operationId: "rotatePassword",
  method: "POST",
  path: `${path}/{chargerId}/password`,
  tag,
  summary: "Give a charger a new OCPP password",
  description:
    "The old one stops working at once; a connection that is open stays open until it ends.",
  permission: "charger-credentials:write",
  params: inCharger,
  query: noQuery,
  body: newPassword,
  reply: rotatedPassword,
  statuses: [200],
  shownOnce: ["password"],
});

export const chargerOperations = [
  listChargers,
  createCharger,
  readCharger,
  changeCharger,
  deleteCharger,
  rotatePassword,
] as const;
