import * as z from "zod";
import { noParams, noQuery } from "./fields.ts";
import { operation } from "./operation.ts";

export const readHealth = operation({
  operationId: "readHealth",
  method: "GET",
  path: "/health",
  tag: "Platform",
  summary: "Whether the API answers",
  permission: "public",
  params: noParams,
  query: noQuery,
  reply: z.object({ status: z.literal("ok") }),
  statuses: [200],
});

export const readOpenApi = operation({
  operationId: "readOpenApi",
  method: "GET",
  path: "/v1/openapi.json",
  tag: "Platform",
  summary: "This document",
  permission: "public",
  params: noParams,
  query: noQuery,
  reply: z.looseObject({ openapi: z.string() }),
  statuses: [200],
});

export const platformOperations = [readHealth, readOpenApi] as const;
