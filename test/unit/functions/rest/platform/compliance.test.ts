import "#test/support/environment.ts";
import { expect, it } from "vitest";
import { handler } from "#functions/rest/platform/handler.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { callRest, restEvent } from "#test/support/rest-call.ts";

const DATA_MAP = "GET /v1/compliance/data-map";
const RECORDS = "GET /v1/compliance/records-of-processing";

it("tells of each attribute why it is kept, how long, for whom and how protected", async () => {
  const { body } = await callRest(handler, { routeKey: DATA_MAP });

  expect(body.items).toContainEqual({
    table: "Charging",
    item: "TOKEN#",
    what: "card or other token of a driver",
    attribute: "sealedId",
    protection: "sealed",
    dataSet: "driver",
    purpose: "Decide who may charge",
    legalBasis: "contract",
    retention: "until the token is deleted, or its driver erased",
    recipients: ["the operator's chargers (group and validity; the id where they keep lists)"],
    roles: expect.arrayContaining(["support", "data-protection-officer"]),
  });
});

it("records processing activities of personal data only", async () => {
  const { body } = await callRest(handler, { routeKey: RECORDS });

  const activities = body.items.map(({ activity }: { activity: string }) => activity);
  expect(activities).toContain("Charging: charging session");
  expect(activities).not.toContain("Charging: tariff");
});

it.each([DATA_MAP, RECORDS])("answers %s as a table for a spreadsheet", async (routeKey) => {
  const event = restEvent({ routeKey, query: "format=csv" });

  const answer = await handler(event, aContext() as never);

  const { headers, body = "" } = answer as { headers: Record<string, string>; body?: string };
  const [head = "", first = ""] = body.split("\r\n");
  expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
  expect(head).toMatch(/^(table,item|activity),/);
  expect(first.length).toBeGreaterThan(20);
});
