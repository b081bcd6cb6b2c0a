import * as z from "zod";
import {
  clearProfile,
  driverFacts,
  driverId,
  inDriver,
  language,
  lookup,
  objection,
  personalField,
  profileChanges,
  profileFields,
} from "./driver-fields.ts";
import { answeredTime, inOperator, noQuery } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const path = "/v1/operators/{operatorId}/drivers";
const tag = "Drivers";
const reason = z.string().trim().min(8).max(500).meta({ example: "The driver disputes a bill" });

const driver = z
  .object({
    ...driverFacts,
    masked: z.object({
      name: z.string().optional(),
      email: z.string().optional(),
      phone: z.string().optional(),
      address: z.string().optional(),
      plates: z.array(z.string()).optional(),
    }),
    legalHold: z
      .object({ reason: z.string(), placedBy: z.string(), placedAt: answeredTime })
      .optional(),
  })
  .meta({ id: "Driver" });

const revealed = z.object({ driverId, profile: clearProfile });

export const listDrivers = operation({
  operationId: "listDrivers",
  method: "GET",
  path,
  tag,
  summary: "List drivers, masked",
  permission: "drivers:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(driver),
  statuses: [200],
});

export const createDriver = operation({
  operationId: "createDriver",
  method: "POST",
  path,
  tag,
  summary: "Take down a driver",
  description: "Every personal field is optional. Ask only for what is needed.",
  permission: "drivers:write",
  params: inOperator,
  query: noQuery,
  body: z.strictObject({ ...profileFields, language }).meta({ id: "NewDriver" }),
  reply: driver,
  statuses: [201],
  etag: true,
});

export const readDriver = operation({
  operationId: "readDriver",
  method: "GET",
  path: `${path}/{driverId}`,
  tag,
  summary: "Read a driver, masked",
  permission: "drivers:read",
  params: inDriver,
  query: noQuery,
  reply: driver,
  statuses: [200],
  etag: true,
});

export const changeDriver = operation({
  operationId: "changeDriver",
  method: "PATCH",
  path: `${path}/{driverId}`,
  tag,
  summary: "Correct a driver's fields",
  permission: "drivers:write",
  params: inDriver,
  query: noQuery,
  body: z.strictObject(profileChanges).meta({ id: "DriverChange" }),
  reply: driver,
  statuses: [200],
  etag: true,
  ifMatch: true,
});

export const findDrivers = operation({
  operationId: "findDrivers",
  method: "POST",
  path: `${path}/find`,
  tag,
  summary: "Find drivers by e-mail, telephone or plate",
  description:
    "In the body, because what stands in a URL ends in logs. Answers at most 20, masked.",
  permission: "drivers:read",
  params: inOperator,
  query: noQuery,
  body: lookup.meta({ id: "DriverLookup" }),
  reply: z.object({ items: z.array(driver) }),
  statuses: [200],
});

export const revealDriver = operation({
  operationId: "revealDriver",
  method: "POST",
  path: `${path}/{driverId}/reveal`,
  tag,
  summary: "Uncover a driver's fields",
  description: "The reason is taken down, and the driver can see that somebody looked.",
  permission: "drivers:reveal",
  params: inDriver,
  query: noQuery,
  body: z.strictObject({ reason, fields: z.array(personalField).min(1).max(5) }),
  reply: revealed,
  statuses: [200],
  shownOnce: ["profile"],
});

export const limitProcessing = operation({
  operationId: "limitProcessing",
  method: "PATCH",
  path: `${path}/{driverId}/processing`,
  tag,
  summary: "Note a restriction or objections of a driver",
  permission: "data-requests:write",
  params: inDriver,
  query: noQuery,
  body: z.strictObject({
    restricted: z.boolean().optional(),
    objections: z.array(objection).max(3).optional(),
  }),
  reply: driver,
  statuses: [200],
  etag: true,
  ifMatch: true,
});

export const placeLegalHold = operation({
  operationId: "placeLegalHold",
  method: "POST",
  path: `${path}/{driverId}/legal-hold`,
  tag,
  summary: "Hold a driver's data against destruction",
  permission: "legal-holds:write",
  params: inDriver,
  query: noQuery,
  body: z.strictObject({ reason }),
  statuses: [204],
});

export const liftLegalHold = operation({
  operationId: "liftLegalHold",
  method: "DELETE",
  path: `${path}/{driverId}/legal-hold`,
  tag,
  summary: "Lift the hold",
  permission: "legal-holds:write",
  params: inDriver,
  query: noQuery,
  statuses: [204],
});

export const giveAccountCode = operation({
  operationId: "giveAccountCode",
  method: "POST",
  path: `${path}/{driverId}/account-code`,
  tag,
  summary: "Give a driver a code to link their account with",
  description: "It counts once, for 24 hours. A new one ends the one before.",
  permission: "drivers:write",
  params: inDriver,
  query: noQuery,
  reply: z.object({ code: z.string().optional(), expiresAt: answeredTime }),
  statuses: [201],
  shownOnce: ["code"],
});

export const unlinkAccount = operation({
  operationId: "unlinkAccount",
  method: "DELETE",
  path: `${path}/{driverId}/account`,
  tag,
  summary: "Cut a driver's account off",
  permission: "drivers:write",
  params: inDriver,
  query: noQuery,
  statuses: [204],
});

export const driverOperations = [
  listDrivers,
  createDriver,
  readDriver,
  changeDriver,
  findDrivers,
  revealDriver,
  limitProcessing,
  placeLegalHold,
  liftLegalHold,
  giveAccountCode,
  unlinkAccount,
] as const;
