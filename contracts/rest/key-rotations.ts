import * as z from "zod";
import { ROTATION_KINDS, ROTATION_STEPS } from "#domain/privacy/key-rotation.ts";
import { answeredTime, inOperator, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const path = `${OPERATOR}/key-rotations`;
const tag = "Keys";
const kind = z.enum(ROTATION_KINDS);
const rotationId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "as it was given out");

const keyRotation = z
  .object({
    operatorId,
    rotationId,
    kind,
    state: z.enum(["running", "done", "failed"]),
    step: z.enum(ROTATION_STEPS).optional(),
    notBefore: answeredTime.optional().meta({
      description: "It rests until then, and goes on with the next round of the privacy duties.",
    }),
    counts: z.object({
      keys: z.int().meta({ description: "Keys wrapped anew, or replaced." }),
      fields: z.int().meta({ description: "Sealed fields that are under the new keys." }),
      unreadable: z.int().meta({ description: "Sealed fields that no key opens; they stay." }),
    }),
    startedBy: z.string(),
    startedAt: answeredTime,
    updatedAt: answeredTime,
    finishedAt: answeredTime.optional(),
    failureCode: z.string().optional(),
  })
  .meta({ id: "KeyRotation" });

export const listKeyRotations = operation({
  operationId: "listKeyRotations",
  method: "GET",
  path,
  tag,
  summary: "List rotations of keys, newest first",
  permission: "keys:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(keyRotation),
  statuses: [200],
});

export const startKeyRotation = operation({
  operationId: "startKeyRotation",
  method: "POST",
  path,
  tag,
  summary: "Replace keys, or what wraps them",
  description:
    "`rewrap`: every data key is wrapped by the operator's KMS key of today; takes minutes. `reencrypt`: every data key is replaced and all that it sealed is written anew; takes up to a day, and what was copied before (backups, exports) opens no more.",
  permission: "keys:rotate",
  params: inOperator,
  query: noQuery,
  body: z.strictObject({ kind }).meta({ id: "NewKeyRotation" }),
  reply: keyRotation,
  statuses: [202],
});

export const readKeyRotation = operation({
  operationId: "readKeyRotation",
  method: "GET",
  path: `${path}/{rotationId}`,
  tag,
  summary: "Read how far a rotation of keys came",
  permission: "keys:read",
  params: z.strictObject({ operatorId, rotationId }),
  query: noQuery,
  reply: keyRotation,
  statuses: [200],
});

export const keyRotationOperations = [listKeyRotations, startKeyRotation, readKeyRotation] as const;
