import { arnOf } from "../../assembly/place.ts";
import type { ReadAccesses } from "../access.ts";
import { RefusedRequest } from "../refused-request.ts";

const PATH = /^\/([a-z0-9]+)\/([\w-]+)\/(?:@|%40)connections\/([^/?]+)$/;
const METHODS = new Set(["DELETE", "GET", "POST"]);

/** Reads requests of the @connections API, `/<apiId>/<stage>/@connections/<connectionId>`, which share one action. */
export const readManagementAccesses: ReadAccesses = ({ method, url }) => {
  const [, apiId, stage, connectionId] = PATH.exec(url) ?? [];
  if (!METHODS.has(method) || connectionId === undefined) {
    throw new RefusedRequest("unknown-operation", "Forbidden");
  }
  return [
    {
      action: "execute-api:ManageConnections",
      resource: arnOf("execute-api", `${apiId}/${stage}/${method}/@connections/${connectionId}`),
      context: () => ({}),
    },
  ];
};
