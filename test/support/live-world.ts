import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { toItem } from "#adapters/dynamodb/client.ts";
import type { Platform } from "#local/platform.ts";
import { fetchAccessToken } from "#tools/token/access-token.ts";
import type { RestWorld } from "./rest-world.ts";

export interface LiveWorld extends Pick<RestWorld, "call" | "put"> {
  /** The subject of somebody's tokens. */
  readonly subjectOf: (email: string) => Promise<string>;
}

/** REST and the database of a running platform, as the tests of single functions see theirs; people are called by their subject. */
export function liveWorld({ access, endpoints, environment }: Platform): LiveWorld {
  const tokens = new Map<string, string>();
  const database = new DynamoDBClient({
    endpoint: endpoints.dynamoDb,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  return {
    async subjectOf(email) {
      const token = await fetchAccessToken(access, access.appUrl, email);
      const [, claims = ""] = token.split(".");
      const { sub } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8"));
      tokens.set(sub, token);
      return sub;
    },
    async put(table, item) {
      const TableName = environment[`${table.toUpperCase()}_TABLE`];
      await database.send(new PutItemCommand({ TableName, Item: toItem(item) }));
    },
    async call(_resource, { routeKey, path = {}, query, headers, body, as = "" }) {
      const [method = "", template = ""] = routeKey.split(" ");
      const place = template.replaceAll(/\{(\w+)\}/g, (_, name) =>
        encodeURIComponent(path[name] ?? ""),
      );
      const response = await fetch(`${access.appUrl}${place}${query ? `?${query}` : ""}`, {
        method,
        headers: {
          authorization: `Bearer ${tokens.get(as)}`,
          ...(body !== undefined && {
            "content-type":
              method === "PATCH" ? "application/merge-patch+json" : "application/json",
          }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: text.startsWith("{") ? JSON.parse(text) : text,
      };
    },
  };
}
