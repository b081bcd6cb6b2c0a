import * as z from "zod";
import { answeredTime, inOperator, lifeOfItem, name, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";

const rootId = z.string().regex(/^[0-9a-f]{64}$/, "64 hex digits: the SHA-256 of the certificate");
const path = "/v1/operators/{operatorId}/charger-roots";
const tag = "Charger security";
const pem = z.string().min(1).max(16_384).meta({ description: "The certificate in PEM." });

const root = z
  .object({
    rootId,
    operatorId,
    name,
    subject: z.string(),
    pem: z.string(),
    notAfter: answeredTime,
    ...lifeOfItem,
  })
  .meta({ id: "ChargerRoot" });

const newRoot = z.strictObject({ name, pem }).meta({ id: "NewChargerRoot" });

const authority = z
  .object({
    certificateId: z.string(),
    organisation: z.string(),
    pem: z.string(),
    notAfter: answeredTime,
    createdAt: answeredTime,
  })
  .meta({ id: "OperatorAuthority" });

export const listChargerRoots = operation({
  operationId: "listChargerRoots",
  method: "GET",
  path,
  tag,
  summary: "List the CAs whose certificates chargers may bear",
  description:
    "`authority` is the operator's CA at the platform, made with the first certificate that it issues; the others were registered.",
  permission: "security:read",
  params: inOperator,
  query: noQuery,
  reply: z.object({ authority: authority.optional(), items: z.array(root) }),
  statuses: [200],
});

export const addChargerRoot = operation({
  operationId: "addChargerRoot",
  method: "POST",
  path,
  tag,
  summary: "Register a CA of one's own or of a maker",
  description:
    "A charger with a certificate that this CA itself has signed, with its own name and the operator's organisation, comes by profile 3. At most 20.",
  permission: "security:write",
  params: inOperator,
  query: noQuery,
  body: newRoot,
  reply: root,
  statuses: [201],
});

export const deleteChargerRoot = operation({
  operationId: "deleteChargerRoot",
  method: "DELETE",
  path: `${path}/{rootId}`,
  tag,
  summary: "Trust a registered CA no longer",
  permission: "security:write",
  params: inOperator.extend({ rootId }),
  query: noQuery,
  statuses: [204],
});

export const chargerRootOperations = [listChargerRoots, addChargerRoot, deleteChargerRoot] as const;
