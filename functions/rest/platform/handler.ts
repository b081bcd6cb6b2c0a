import { readDataMap, readRecordsOfProcessing } from "#contracts/rest/compliance.ts";
import { readHealth, readOpenApi } from "#contracts/rest/platform.ts";
import { dataMapRows, processingRows } from "#domain/privacy/data-map-rows.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { tableReply } from "./table-reply.ts";

export const handler = restHandler([
  route(readHealth, async () => ({ body: { status: "ok" as const } })),

  route(readOpenApi, async () => {
    // Loaded when it is asked for: the document and its library would slow every cold start.
    const { openApiDocument } = await import("#contracts/rest/openapi.ts");
    return { body: { ...openApiDocument() } };
  }),

  route(readDataMap, async ({ query }) => tableReply(dataMapRows(), query.format)),

  route(readRecordsOfProcessing, async ({ query }) => tableReply(processingRows(), query.format)),
]);
