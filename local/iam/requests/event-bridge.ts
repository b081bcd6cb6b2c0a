import { arnOf } from "../../assembly/place.ts";
import type { Access, ReadAccesses } from "../access.ts";
import { type JsonObject, listOf, readJsonRequest, unknownOperation } from "./json-request.ts";

/** Reads EventBridge's PutEvents: an access for each bus, with the sources and types of all its entries. */
export const readEventBridgeAccesses: ReadAccesses = (request) => {
  const { operation, input } = readJsonRequest(request, "AWSEvents");
  if (operation !== "PutEvents") throw unknownOperation("EventBridge", operation);
  const entries = Map.groupBy(listOf(input, "Entries"), busArnOf);
  return [...entries].map(
    ([resource, ofBus]): Access => ({
      action: "events:PutEvents",
      resource,
      context: () => ({
        "events:source": valuesOf(ofBus, "Source"),
        "events:detail-type": valuesOf(ofBus, "DetailType"),
        "events:eventBusInvocation": "false",
      }),
    }),
  );
};

/** A bus may be named by its name or its ARN. */
function busArnOf({ EventBusName: bus }: JsonObject): string {
  const name = typeof bus === "string" && bus !== "" ? bus : "default";
  return name.startsWith("arn:") ? name : arnOf("events", `event-bus/${name}`);
}

function valuesOf(entries: readonly JsonObject[], member: string): readonly string[] {
  return [...new Set(entries.map((entry) => entry[member]))].filter(
    (value) => typeof value === "string",
  );
}
