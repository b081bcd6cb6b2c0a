import * as z from "zod";
import { inOperator, lifeOfItem, name, noQuery, operatorId, siteId, tariffId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";
import { minimumSecurityProfile } from "./security-profile.ts";

const address = z.string().trim().min(1).max(300);
const inSite = z.strictObject({ operatorId, siteId });
const path = "/v1/operators/{operatorId}/sites";
const tag = "Sites";

const site = z
  .object({
    operatorId,
    siteId,
    name,
    address: address.optional(),
    tariffId: tariffId.optional().meta({ description: "For its chargers that name none." }),
    minimumSecurityProfile,
    ...lifeOfItem,
  })
  .meta({ id: "Site" });

const newSite = z
  .strictObject({
    siteId: siteId.optional().meta({ description: "Given by the platform where absent." }),
    name,
    address: address.optional(),
    tariffId: tariffId.optional(),
    minimumSecurityProfile,
  })
  .meta({ id: "NewSite" });

const siteChange = z
  .strictObject({
    name: name.optional(),
    address: address.nullable().optional(),
    tariffId: tariffId.nullable().optional(),
    minimumSecurityProfile,
  })
  .meta({ id: "SiteChange" });

export const listSites = operation({
  operationId: "listSites",
  method: "GET",
  path,
  tag,
  summary: "List the sites",
  permission: "sites:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(site),
  statuses: [200],
});

export const createSite = operation({
  operationId: "createSite",
  method: "POST",
  path,
  tag,
  summary: "Make a site",
  permission: "sites:write",
  params: inOperator,
  query: noQuery,
  body: newSite,
  reply: site,
  statuses: [201],
  etag: true,
});

export const readSite = operation({
  operationId: "readSite",
  method: "GET",
  path: `${path}/{siteId}`,
  tag,
  summary: "Read a site",
  permission: "sites:read",
  params: inSite,
  query: noQuery,
  reply: site,
  statuses: [200],
  etag: true,
});

export const changeSite = operation({
  operationId: "changeSite",
  method: "PATCH",
  path: `${path}/{siteId}`,
  tag,
  summary: "Change a site",
  description: "A new `tariffId` is taken over by the site's chargers that name none of their own.",
  permission: "sites:write",
  params: inSite,
  query: noQuery,
  body: siteChange,
  reply: site,
  statuses: [200],
  etag: true,
  ifMatch: true,
});

export const deleteSite = operation({
  operationId: "deleteSite",
  method: "DELETE",
  path: `${path}/{siteId}`,
  tag,
  summary: "Delete a site that has no chargers",
  permission: "sites:write",
  params: inSite,
  query: noQuery,
  statuses: [204],
  ifMatch: true,
});

export const siteOperations = [listSites, createSite, readSite, changeSite, deleteSite] as const;
