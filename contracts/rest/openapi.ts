import * as z from "zod";
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiParameters,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import { PROBLEM_MEDIA_TYPE, problem } from "../problem.ts";
import { approvalView } from "./approval-view.ts";
import { withCommandSchemas } from "./command-schemas.ts";
import type { Operation } from "./operation.ts";
import { OPERATIONS } from "./operations.ts";
import { showsPersonalData } from "./personal-data.ts";

/** The OpenAPI 3.1 document of the REST API, made from the contracts that the functions check requests and answers by. */
export function openApiDocument() {
  const document: ZodOpenApiObject = {
    openapi: "3.1.0",
    info: {
      title: "Chargeward REST API",
      version: "1.0.0",
      description:
        "Problems are RFC 9457. Lists are paged by opaque cursors. A POST may carry an Idempotency-Key; items carry an ETag, and a PATCH or DELETE may carry If-Match. PATCH takes a JSON Merge Patch (RFC 7396). Another operator's things do not exist for you.",
    },
    tags: [...new Set(OPERATIONS.map(({ tag }) => tag))].map((name) => ({ name })),
    security: [{ staff: [] }],
    components: {
      securitySchemes: {
        staff: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "An access token of the staff's sign-in.",
        },
      },
    },
    paths: pathsOf(OPERATIONS),
  };
  // The pattern of a date-time is longer than all else; the format says the same.
  const { components, ...rest } = createDocument(document, {
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
    },
  });
  const schemas = withCommandSchemas({ ...components?.schemas } as Parameters<
    typeof withCommandSchemas
  >[0]);
  return { ...rest, components: { ...components, schemas } };
}

function pathsOf(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  return Object.fromEntries(
    [...byPath].map(([path, ofPath]) => [path, Object.fromEntries(ofPath.map(entryOf))]),
  );
}

function entryOf(operation: Operation): readonly [string, ZodOpenApiOperationObject] {
  return [operation.method.toLowerCase(), describe(operation)];
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { operationId, tag, summary, description, permission, body } = operation;
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(permission !== "public" && { "x-permission": permission }),
    ...(permission === "public" && { security: [] }),
    requestParams: parametersOf(operation),
    ...(body && {
      requestBody: { required: true, content: { "application/json": { schema: body } } },
    }),
    responses: responsesOf(operation),
  };
}

function parametersOf(operation: Operation): ZodOpenApiParameters {
  return { path: operation.params, query: operation.query, header: headersOf(operation) };
}

function headersOf(operation: Operation): z.ZodObject {
  const { operationId, method, ifMatch, mayNeedApproval, permission } = operation;
  const text = z.string().optional();
  return z.object({
    ...(method === "POST" && {
      "Idempotency-Key": text.meta({
        description:
          "8 to 128 printable characters; the same key within 24 hours gets the first answer again.",
      }),
    }),
    ...(ifMatch && {
      "If-Match": text.meta({ description: "The ETag of the item as you read it." }),
    }),
    ...(showsPersonalData(operation) && {
      "X-Access-Reason": text.meta({
        description: "Why, of whoever reads it as a SystemAdmin; 8 to 500 characters.",
      }),
    }),
    ...(method !== "GET" &&
      permission !== "public" && {
        "X-Change-Reason": text.meta({
          description: mayNeedApproval
            ? "Why; at most 500 characters. Needed where a second person is."
            : "Why; at most 500 characters. The audit journal keeps it.",
        }),
      }),
    ...(operationId === "sendCommand" && {
      Prefer: text.meta({
        description: "`wait=N` waits up to N seconds, at most 25.",
        example: "wait=20",
      }),
    }),
  });
}

const STATUS_DESCRIPTIONS: Readonly<Record<number, string>> = {
  200: "Done.",
  201: "Made.",
  202: "Taken on.",
  204: "Done; there is nothing to say.",
};

function responsesOf(operation: Operation): ZodOpenApiResponsesObject {
  const { reply, statuses, etag } = operation;
  const headers =
    etag && z.object({ ETag: z.string().meta({ description: "The item's version." }) });
  const responses: ZodOpenApiResponsesObject = {
    default: {
      description: "A problem (RFC 9457).",
      content: { [PROBLEM_MEDIA_TYPE]: { schema: problem } },
    },
  };
  for (const status of statuses) {
    responses[`${status as 200}`] = {
      description: STATUS_DESCRIPTIONS[status] ?? "",
      ...(headers && { headers }),
      ...(reply && { content: { "application/json": { schema: reply } } }),
    };
  }
  if (operation.mayNeedApproval) {
    responses["202"] = {
      description: "Nothing is done yet: it waits for a second person (docs/approvals.md).",
      content: { "application/json": { schema: approvalView } },
    };
  }
  return responses;
}
