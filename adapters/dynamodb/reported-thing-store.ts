import { QueryCommand } from "@aws-sdk/client-dynamodb";
import type { ChargerAddress } from "#domain/commands/command.ts";
import { OPERATOR_SUBJECT, type SealerOf } from "#domain/privacy/sealer.ts";
import type {
  ReportedKind,
  ReportedThing,
  ReportedThings,
} from "#domain/reports/reported-thing.ts";
import { batchPut } from "./batch-put.ts";
import { dynamo, fromItem, type Item, toItem, ttlAfter } from "./client.ts";
import { type Key, keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";

const KEY = { subjectId: OPERATOR_SUBJECT, purpose: "raw-message" } as const;
const DAY_SECONDS = 86_400;
const KEPT_DAYS = 400;
/** What is news rather than state goes sooner, and what tells of a person soonest. */
const KEPT_DAYS_OF: Readonly<Partial<Record<ReportedKind, number>>> = {
  "customer-information": 30,
  event: 90,
  reservation: 90,
};
/** Half a megabyte of what a charger may tell of one customer. */
const ALL_AT_MOST = 1_000;

type Stored = Omit<ReportedThing, "content"> & ChargerAddress & { readonly content: string };

const keyOf = ({ operatorId, chargerId }: ChargerAddress, kind: ReportedKind, id: string) =>
  keys.reportedThing(operatorId, chargerId, kind, id);
const placeOf = (key: Key) => ({ table: "Fleet", ...key, attribute: "content" });

export interface ReportedThingStore extends ReportedThings {
  /** The last ids first. */
  readonly list: (
    charger: ChargerAddress,
    kind: ReportedKind,
    page: { readonly limit: number; readonly after?: string | undefined },
  ) => Promise<Page<ReportedThing>>;
  /** All things of a kind whose ids begin so, in the order of their ids. */
  readonly allFrom: (
    charger: ChargerAddress,
    kind: ReportedKind,
    idPrefix: string,
  ) => Promise<readonly ReportedThing[]>;
}

/**
 * What chargers report in parts: one item a thing in the Fleet table. What a charger says is sealed as a whole: texts
 * for displays, customers' records and vendors' words may tell of people.
 */
export function reportedThingStore(fleetTable: string, sealerOf: SealerOf): ReportedThingStore {
  const put = batchPut(fleetTable);

  const open = async (item: Item): Promise<ReportedThing> => {
    const { operatorId, chargerId, content, ...thing } = fromItem<Stored>(item);
    const charger = { operatorId, chargerId };
    const place = placeOf(keyOf(charger, thing.kind, thing.id));
    const text = await sealerOf(charger).open(KEY, place, content);
    return { ...thing, content: JSON.parse(text) as ReportedThing["content"] };
  };

  return {
    async record({ operatorId, chargerId }, things) {
      const charger = { operatorId, chargerId };
      const items = things.map(async ({ content, ...thing }) => {
        const key = keyOf(charger, thing.kind, thing.id);
        const days = KEPT_DAYS_OF[thing.kind] ?? KEPT_DAYS;
        return {
          ...key,
          ...charger,
          ...thing,
          content: await sealerOf(charger).seal(KEY, placeOf(key), JSON.stringify(content)),
          ttl: ttlAfter(thing.reportedAt, days * DAY_SECONDS),
        };
      });
      await put(await Promise.all(items));
    },

    async list(charger, kind, { limit, after }) {
      const { pk, sk } = keyOf(charger, kind, "");
      const { items, hasMore } = await queryPage({
        TableName: fleetTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": sk }),
        ScanIndexForward: false,
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem({ pk, sk: `${sk}${after}` }) }),
      });
      const things = await Promise.all(items.map(open));
      const last = things.at(-1);
      return { items: things, ...(hasMore && last && { after: last.id }) };
    },

    async allFrom(charger, kind, idPrefix) {
      const { pk, sk } = keyOf(charger, kind, idPrefix);
      const found: Item[] = [];
      let ExclusiveStartKey: Item | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await dynamo.send(
          new QueryCommand({
            TableName: fleetTable,
            KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": sk }),
            ...(ExclusiveStartKey && { ExclusiveStartKey }),
          }),
        );
        found.push(...Items);
        ExclusiveStartKey = LastEvaluatedKey;
      } while (ExclusiveStartKey && found.length < ALL_AT_MOST);
      return Promise.all(found.map(open));
    },
  };
}
