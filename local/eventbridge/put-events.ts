import { randomUUID } from "node:crypto";
import { AwsServiceError, type JsonObject } from "../aws-json-server.ts";
import type { EventBridgeOptions, RuleTarget } from "../services.ts";
import { compilePattern, type EventTest } from "./pattern.ts";

const MAXIMUM_ENTRIES = 10;
const MAXIMUM_ENTRY_BYTES = 262_144;

/** An event in the envelope that targets receive. */
type EventEnvelope = Readonly<Record<string, unknown>>;

interface Subscription {
  readonly busName: string;
  readonly fits: EventTest;
  readonly targets: readonly RuleTarget[];
}

type Accepted = { readonly target: RuleTarget; readonly event: EventEnvelope };

class EntryError extends Error {
  override readonly name = "EntryError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

function textOf(entry: JsonObject, member: string): string {
  const value = entry[member];
  if (typeof value === "string" && value !== "") return value;
  throw new EntryError("InvalidArgument", `Parameter ${member} is not valid.`);
}

function detailOf(entry: JsonObject): unknown {
  const text = textOf(entry, "Detail");
  if (Buffer.byteLength(text) > MAXIMUM_ENTRY_BYTES) {
    throw new EntryError("InvalidArgument", "The entry is larger than 256 KB.");
  }
  try {
    const detail: unknown = JSON.parse(text);
    if (typeof detail === "object" && detail !== null && !Array.isArray(detail)) return detail;
  } catch {
    // Falls through to the refusal below.
  }
  throw new EntryError("MalformedDetail", "Detail is malformed.");
}

/** A bus may be named by its name or its ARN. */
function busNameOf({ EventBusName }: JsonObject): string {
  const name = typeof EventBusName === "string" ? EventBusName : "default";
  return name.slice(name.lastIndexOf("/") + 1);
}

/** Times in envelopes have whole seconds. */
function timeOf({ Time }: JsonObject): string {
  const moment = typeof Time === "number" ? new Date(Time * 1000) : new Date();
  return moment.toISOString().replace(/\.\d+Z$/, "Z");
}

/** Makes the PutEvents operation: `accept` gets what each entry means for the rules' targets, before the caller hears of success. */
export function makePutEvents(
  options: Pick<EventBridgeOptions, "region" | "accountId" | "busNames" | "rules">,
  accept: (deliveries: readonly Accepted[]) => void,
): (input: JsonObject) => JsonObject {
  const subscriptions = options.rules.flatMap((rule): Subscription[] =>
    rule.eventPattern === undefined
      ? []
      : [{ busName: rule.busName, fits: compilePattern(rule.eventPattern), targets: rule.targets }],
  );
  const busNames = new Set(["default", ...options.busNames]);

  function envelopeOf(entry: JsonObject, id: string): EventEnvelope {
    return {
      version: "0",
      id,
      "detail-type": textOf(entry, "DetailType"),
      source: textOf(entry, "Source"),
      account: options.accountId,
      time: timeOf(entry),
      region: options.region,
      resources: entry["Resources"] ?? [],
      detail: detailOf(entry),
    };
  }

  function putEntry(entry: JsonObject): { answer: JsonObject; deliveries: Accepted[] } {
    const EventId = randomUUID();
    try {
      const event = envelopeOf(entry, EventId);
      const busName = busNameOf(entry);
      if (!busNames.has(busName)) {
        throw new EntryError("ResourceNotFoundException", `There is no event bus ${busName}.`);
      }
      const targets = subscriptions
        .filter((rule) => rule.busName === busName && rule.fits(event))
        .flatMap((rule) => rule.targets);
      return { answer: { EventId }, deliveries: targets.map((target) => ({ target, event })) };
    } catch (error) {
      if (!(error instanceof EntryError)) throw error;
      return { answer: { ErrorCode: error.code, ErrorMessage: error.message }, deliveries: [] };
    }
  }

  return ({ Entries }) => {
    if (!Array.isArray(Entries) || Entries.length < 1 || Entries.length > MAXIMUM_ENTRIES) {
      throw new AwsServiceError("ValidationException", "Entries must have 1 to 10 members.");
    }
    const results = Entries.map((entry: JsonObject) => putEntry(entry));
    accept(results.flatMap(({ deliveries }) => deliveries));
    const answers = results.map(({ answer }) => answer);
    const failed = answers.filter((answer) => "ErrorCode" in answer);
    return { FailedEntryCount: failed.length, Entries: answers };
  };
}
